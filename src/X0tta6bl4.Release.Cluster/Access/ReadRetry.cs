using Polly;
using Polly.Retry;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>When a request is tried again, and after what pause.</summary>
static class ReadRetry
{
    /// <summary>When the first attempt began, by the pipeline's clock.</summary>
    public static readonly ResiliencePropertyKey<long> Began = new("began");

    /// <summary>For requests that change nothing: again after every transient failure, for as long as the options say.</summary>
    public static ResiliencePipeline<ApiAnswer> ForReads(ClusterOptions options, TimeProvider time) =>
        Build(options, time, answer => answer.IsTransient && !answer.IsSuccess);

    /// <summary>For requests that change something: again only when the server has certainly not processed them.</summary>
    public static ResiliencePipeline<ApiAnswer> ForChanges(ClusterOptions options, TimeProvider time) =>
        Build(options, time, answer => answer.IsTransient && (answer.HadNoEffect || answer.Status == System.Net.HttpStatusCode.TooManyRequests));

    static ResiliencePipeline<ApiAnswer> Build(ClusterOptions options, TimeProvider time, Func<ApiAnswer, bool> again) =>
        new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = options.LongestPause,
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { IsStale: true } ? TimeSpan.Zero : arguments.Outcome.Result?.RetryAfter),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } answer
                    && ((answer.IsStale && arguments.AttemptNumber == 0)
                        || (again(answer) && IsPatient(answer, Elapsed(arguments.Context, time), options)))),
            })
            .Build();

    static TimeSpan Elapsed(ResilienceContext context, TimeProvider time) =>
        time.GetElapsedTime(context.Properties.GetValue(Began, time.GetTimestamp()));

    /// <summary>A pause that the server names beyond our patience is not begun: the caller learns it now, not later.</summary>
    static bool IsPatient(ApiAnswer answer, TimeSpan elapsed, ClusterOptions options) =>
        elapsed + (answer.RetryAfter ?? TimeSpan.Zero) < (answer.WasRefused ? options.RefusedPatience : options.ReadPatience);
}

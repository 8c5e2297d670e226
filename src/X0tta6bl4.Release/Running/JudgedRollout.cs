using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Watches one rollout to its end and says how it ended.</summary>
public static class JudgedRollout
{
    /// <summary>Watches until the rollout is complete, or can be said not to become so within the limit.</summary>
    /// <param name="context">The run.</param>
    /// <param name="step">Identifier under which progress is shown.</param>
    /// <param name="question">Which rollout.</param>
    /// <param name="limit">Limit of time.</param>
    /// <param name="cancellationToken">Ends the watching; then <see cref="OperationCanceledException"/> is thrown.</param>
    public static async Task<StepResult> RunAsync(RunContext context, string step, RolloutQuestion question, TimeSpan limit, CancellationToken cancellationToken)
    {
        var last = "nothing was seen of it";
        using var timeout = new CancellationTokenSource(limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var cluster = context.Estate.Clusters[question.Workload.Cluster];
            var end = await cluster.WatchRolloutAsync(question, Show, either.Token).ConfigureAwait(false);
            return end.State == RolloutState.Complete ? StepResult.Done(end.Message) : StepResult.Failed(end.Fault?.Message ?? end.Message, end.Fault);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return StepResult.Failed($"{question.Workload} is not complete after {Durations.Text(limit)}: {last}");
        }

        void Show(RolloutReading reading)
        {
            last = reading.Message;
            context.Log.Show(new RunProgress(step, reading.Message) { Counts = reading.Counts });
        }
    }
}

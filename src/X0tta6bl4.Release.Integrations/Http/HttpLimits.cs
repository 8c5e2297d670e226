namespace X0tta6bl4.Release.Integrations.Http;

/// <summary>Limits of requests that may be repeated.</summary>
public sealed record HttpLimits
{
    /// <summary>Limit for one try, answer included. Default 10 seconds.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>No new try begins later than this after the first; a <c>Retry-After</c> beyond it ends the tries at once. Default 30 seconds.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit for all tries, delays and answers included. Default none, which leaves it to the other limits.</summary>
    public TimeSpan Whole { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Delay before the second try; it doubles from try to try, with some jitter. Default 500 milliseconds.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most bytes of an answer. Default 8 MiB.</summary>
    public int AnswerBytes { get; init; } = 8 * 1024 * 1024;
}

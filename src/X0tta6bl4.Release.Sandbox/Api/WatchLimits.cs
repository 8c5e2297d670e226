namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>When a watch ends early, because a scenario says so.</summary>
/// <param name="Events">Events until it is cut.</param>
/// <param name="Duration">Simulated time until it is cut.</param>
/// <param name="IsExpired">Whether it is told at once that its resourceVersion is too old.</param>
internal sealed record WatchLimits(int Events, TimeSpan Duration, bool IsExpired)
{
    public static readonly WatchLimits None = new(int.MaxValue, Timeout.InfiniteTimeSpan, false);
}

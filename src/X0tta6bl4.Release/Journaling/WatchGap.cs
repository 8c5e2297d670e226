namespace X0tta6bl4.Release.Journaling;

/// <summary>Time of a watch of which nothing shows that anybody watched.</summary>
/// <param name="From">Last sign of life of a run.</param>
/// <param name="To">When the next one went on, or the watch was to end.</param>
public sealed record WatchGap(DateTimeOffset From, DateTimeOffset To);

namespace X0tta6bl4.Release.Runbooks;

/// <summary>How a release is watched after it is done.</summary>
public sealed record WatchRule
{
    /// <summary>Time between two rounds of questions; above zero. Default 1 minute.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures in a row, the first and the last about times that do not overlap, after which a question has failed; 1 to 100. Default 2: one bad minute takes nothing back.</summary>
    public int FailuresInRow { get; init; } = 2;

    /// <summary>Least share of the watch's time for which each question must have passed, for the watch to end well; 0.9 for 90 %. Default 90 %.</summary>
    public double LeastEvidence { get; init; } = 0.9;
}

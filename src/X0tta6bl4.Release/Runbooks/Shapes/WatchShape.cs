using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The watch after a release in the file.</summary>
internal static class WatchShape
{
    static readonly OptionalKey<WatchRule, TimeSpan> Interval =
        new("interval", "Time between two rounds of questions; default 1m", Scalars.Duration(), watch => watch.Interval, TimeSpan.FromMinutes(1));

    static readonly OptionalKey<WatchRule, int> FailuresInRow = new(
        "failuresInRow",
        "Failures in a row, about times that do not overlap, after which the release is taken back; default 2",
        Scalars.Integer("a number of failures, 1 to 100", 1, 100),
        watch => watch.FailuresInRow,
        2);

    static readonly OptionalKey<WatchRule, double> LeastEvidence = new(
        "leastEvidence",
        "Least share of the watch's time for which each question must have passed, for the watch to end well; default 90%",
        new AmountShape(),
        watch => watch.LeastEvidence,
        0.9);

    /// <summary>The watch.</summary>
    public static RecordShape<WatchRule> Shape { get; } = new(
        "a watch",
        [Interval, FailuresInRow, LeastEvidence],
        f => new WatchRule { Interval = f.Of(Interval), FailuresInRow = f.Of(FailuresInRow), LeastEvidence = f.Of(LeastEvidence) });
}

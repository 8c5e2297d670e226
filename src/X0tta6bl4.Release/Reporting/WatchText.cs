using System.Globalization;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A watch in words. Pure.</summary>
public static class WatchText
{
    /// <summary>A moment: <c>2026-01-02 03:04:05 UTC</c>.</summary>
    public static string Moment(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    /// <summary>How it stands, in one sentence without its end.</summary>
    public static string Of(ReportedWatch watch) => watch.Ending switch
    {
        null => $"not at its end: it was to end at {Moment(watch.Until)}, its last sign of life is of {Moment(watch.LastSeen)}",
        Ending.Failed => $"failed: {watch.Message}",
        _ => watch.Message,
    };

    /// <summary>A gap.</summary>
    public static string Of(ReportedWatchGap gap) => $"nothing shows that it was watched from {Moment(gap.From)} to {Moment(gap.To)} ({Durations.Text(gap.To - gap.From)})";

    /// <summary>How a watch that goes on stands to the one before it: the gap.</summary>
    public static string Of(WatchGap gap) => Of(new ReportedWatchGap(gap.From, gap.To));

    /// <summary>How often a subject passed.</summary>
    public static string Counts(ReportedWatchSubject subject) => string.Create(CultureInfo.InvariantCulture, $"passed {subject.Passed:N0} of {subject.Asked:N0} times{(subject.Failed > 0 ? $", failed {subject.Failed:N0}" : "")}");
}

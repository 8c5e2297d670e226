using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Who worked on it, where, when, and how each run ended.</summary>
static class RunSection
{
    public static Markup Of(ReleaseReport report) =>
        Section.Of("runs", "Runs", Table.Of(["By", "On", "Targets", "Began", "Lasted", "Exit code"], report.Runs.Select(Row)));

    static Markup[] Row(ReportedRun run) =>
    [
        Markup.Of($"{run.Operator}"), Markup.Of($"{run.Host}"), Markup.Of($"{run.Targets}"), PageText.Moment(run.Started),
        PageText.Whole(Durations.Text(run.LastSeen - run.Started)), Markup.Of($"{Code(run.ExitCode)}"),
    ];

    static string Code(int? code) => code switch
    {
        null => "none: it was killed, or is still at work",
        ExitCode.Done => "0, done",
        ExitCode.Undone => "1, failed and undone",
        ExitCode.Refused => "2, refused before any change",
        ExitCode.Open => "3, stopped and open",
        ExitCode.NotUndone => "4, failed and not fully undone",
        ExitCode.Locked => "5, another run has the estate",
        ExitCode.Interrupted => "130, interrupted",
        ExitCode.Terminated => "143, terminated",
        { } other => other.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

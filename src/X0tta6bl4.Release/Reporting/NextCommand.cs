using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What an operator types next.</summary>
public static class NextCommand
{
    /// <summary>One line; empty when nothing is left to do.</summary>
    /// <param name="exitCode">How the process ends.</param>
    /// <param name="report">The release.</param>
    /// <param name="options">Options that every command needs as well; empty for none.</param>
    public static string After(int exitCode, ReleaseReport report, string options = "")
    {
        var again = Command($"Release --version {report.Version} --estate {report.Estate}", report.Selection, options);
        var back = Command($"Rollback --estate {report.Estate} --release-id {report.Id}", options);
        return exitCode switch
        {
            ExitCode.Done => "",
            ExitCode.Undone => $"mend the cause, then {again}",
            ExitCode.Refused => $"mend what is named above, then {again}",
            ExitCode.NotUndone => $"mend what is named above, then {back}; or give it up as it stands: {Command($"Close --estate {report.Estate}", options)}",
            _ when report.Outcome == "open" => $"{again} to go on, or {back} to go back",
            _ => again,
        };
    }

    /// <summary>The same, as far as the report itself knows how its last run ended; options of that run are not in it.</summary>
    public static string After(ReleaseReport report) =>
        report.Outcome is "done" or "closed" ? "" : After(report.Runs.IsEmpty ? ExitCode.Open : report.Runs[^1].ExitCode ?? ExitCode.Open, report);

    /// <summary>How an open release goes on, as far as its last run says what is left of it.</summary>
    /// <param name="report">The release.</param>
    /// <param name="options">Options that every command needs as well; empty for none.</param>
    public static string ToGoOn(ReleaseReport report, string options) =>
        After(!report.Runs.IsEmpty && report.Runs[^1].ExitCode == ExitCode.NotUndone ? ExitCode.NotUndone : ExitCode.Open, report, options);

    /// <summary>What an operator types after a watch that did not end well and took nothing back.</summary>
    /// <param name="ending">How it ended.</param>
    /// <param name="report">The release.</param>
    /// <param name="options">Options that every command needs as well; empty for none.</param>
    public static string AfterWatch(Ending ending, ReleaseReport report, string options = "")
    {
        var (on, back) = (Command($"Watch --estate {report.Estate} --release-id {report.Id}", options), Command($"Rollback --estate {report.Estate} --release-id {report.Id}", options));
        return ending switch
        {
            Ending.Stopped => $"{on} to go on, or {back} to go back",
            Ending.Failed => $"{back} to go back, or mend the cause and {on}",
            Ending.Held => $"mend what is named above and {on}, or {back} to go back",
            _ => "",
        };
    }

    static string Command(params string[] parts) => "./build.sh " + string.Join(' ', parts.Where(part => part.Length > 0));
}

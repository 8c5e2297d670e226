namespace X0tta6bl4.Release.Reporting;

/// <summary>What an operator types next.</summary>
public static class NextCommand
{
    /// <summary>One line; empty when nothing is left to do.</summary>
    /// <param name="exitCode">How the process ends.</param>
    /// <param name="report">The release.</param>
    public static string After(int exitCode, ReleaseReport report)
    {
        var again = $"./build.sh Release --version {report.Version} --estate {report.Estate} {report.Selection}".TrimEnd();
        var back = $"./build.sh Rollback --estate {report.Estate} --release-id {report.Id}";
        return exitCode switch
        {
            ExitCode.Done => "",
            ExitCode.Undone => $"mend the cause, then {again}",
            ExitCode.Refused => $"mend what is named above, then {again}",
            ExitCode.NotUndone => $"mend what is named above, then {back}",
            _ when report.Outcome == "open" => $"{again} to go on, or {back} to go back",
            _ => again,
        };
    }
}

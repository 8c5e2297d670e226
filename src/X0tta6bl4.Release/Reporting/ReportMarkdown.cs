using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A report for people, and for the summaries of GitHub and GitLab: <c>report.md</c>.</summary>
public static class ReportMarkdown
{
    /// <summary>Begins a line of code, because evidence may hold any run of backticks.</summary>
    const string Code = "    ";

    /// <summary>The whole report.</summary>
    /// <param name="report">The release.</param>
    /// <param name="translator">The language of whoever reads it; names and evidence are the same in each. Null for English.</param>
    public static string Write(ReleaseReport report, Translator? translator = null) =>
        string.Join('\n', English(report).Split('\n').Select(line => line.StartsWith(Code, StringComparison.Ordinal) ? line : (translator ?? Translator.English).Of(line)));

    static string English(ReleaseReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Release {report.Version} on {report.Estate}: {report.Outcome}\n\n{Escape(report.Reason)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Release `{report.Id}`, plan `{report.Fingerprint[..12]}`\n");
        text.Append(CultureInfo.InvariantCulture, $"- From {report.Started:yyyy-MM-dd HH:mm:ss}Z to {report.Ended:HH:mm:ss}Z, {Durations.Text(report.Duration)}\n");
        text.AppendJoin("", report.Runs.Select(run => $"- Run by {Escape(run.Operator)} on {Escape(run.Host)}: {Escape(run.Targets)} (exit code {run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none: it was killed"})\n"));
        Table(text, "Success criteria", ["Criterion", "Wanted", "Seen", "Verdict"], report.Criteria.Select(criterion => new[] { criterion.Name, criterion.Wanted, criterion.Seen, criterion.Verdict }));
        Table(text, "Availability", ["Endpoint", "During", "Seen", "Verdict"], report.Availability.Select(part => new[] { part.Endpoint, part.During, part.Seen, part.Verdict }));
        Table(text, "Stages", ["Stage", "Result", "Time", "Budget", "Owner", "What happened"], report.Stages.Select(Row));
        Table(text, "Placements and charts", ["What", "Before", "Planned", "Runs now", "Last seen"], report.Placements.Select(Row));
        Table(text, "Undone", ["Workload", "Back to", "Result", "What happened"], report.Undone.Select(undo => new[] { undo.Workload, PlanText.Short(undo.Version), undo.Ending.ToString(), undo.Message }));
        AppendWatches(text, report.Watches);
        AppendFaults(text, report.Faults);
        AppendEvidence(text, report.Evidence);
        List(text, "To know", report.Notes);
        List(text, "Left to do by hand", report.Afterwards);
        return text.ToString();
    }

    static string[] Row(ReportedStage stage) =>
    [
        stage.Name, stage.Ending?.ToString() ?? "not run", stage.Duration is { } duration ? Durations.Text(duration) : "",
        Durations.Text(stage.Budget), stage.Owner, stage.Message,
    ];

    static string[] Row(ReportedPlacement placement) =>
        [placement.Workload, PlanText.Short(placement.Before), PlanText.Short(placement.Planned), placement.Runs, placement.Message];

    static void List(StringBuilder text, string title, ImmutableArray<string> lines)
    {
        if (!lines.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n").AppendJoin("", lines.Select(line => $"- {Escape(line)}\n"));
        }
    }

    static void AppendWatches(StringBuilder text, ImmutableArray<ReportedWatch> watches)
    {
        foreach (var watch in watches)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Watch\n\nFrom {WatchText.Moment(watch.From)} to {WatchText.Moment(watch.Until)}, by {Escape(string.Join(", then ", watch.Runs))}: {Escape(WatchText.Of(watch))}\n");
            text.AppendJoin("", watch.Gaps.Select(gap => $"\n- Gap: {WatchText.Of(gap)}\n"));
            Table(text, "What was asked while it was watched", ["Question", "Last seen", "Wanted", "Answers", "Verdict"], watch.Subjects.Select(subject => new[] { subject.Name, subject.Seen, subject.Wanted, WatchText.Counts(subject), subject.Verdict }));
        }
    }

    static void AppendFaults(StringBuilder text, ImmutableArray<Fault> faults)
    {
        if (faults.IsEmpty)
        {
            return;
        }

        text.Append("\n## Faults\n");
        foreach (var fault in faults)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {fault.Code}: {Escape(fault.Object)}\n\n{Escape(fault.Message)}\n\n{Escape(fault.Hint)}\n");
            if (!fault.Evidence.IsEmpty)
            {
                text.Append('\n').AppendJoin("", fault.Evidence.Select(line => $"{Code}{line}\n"));
            }
        }
    }

    static void AppendEvidence(StringBuilder text, ImmutableArray<ReportedEvidence> evidence)
    {
        if (!evidence.IsEmpty)
        {
            text.Append("\n## Evidence\n\n").AppendJoin("", evidence.Select(saved => string.Create(CultureInfo.InvariantCulture, $"- [{saved.Step}]({saved.Path}/{EvidenceFolder.Index}): {saved.Files} files in `{saved.Path}`\n")));
        }
    }

    static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(Enumerable.Repeat(" --- |", heads.Length))}\n");
        text.AppendJoin("", all.Select(row => $"| {string.Join(" | ", row.Select(Escape))} |\n"));
    }

    static string Escape(string text) =>
        text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}

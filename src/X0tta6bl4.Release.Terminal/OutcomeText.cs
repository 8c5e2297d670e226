using System.Text;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>The last words of a run: how it ended and why, what stands where, what to type next.</summary>
public static class OutcomeText
{
    /// <summary>Blanks that a label takes at least.</summary>
    const int LeastLabel = 7;

    /// <summary>The whole block; lines end with a line feed.</summary>
    /// <param name="report">The release.</param>
    /// <param name="reportPath">Where its report is, as the operator would type it.</param>
    /// <param name="next">What to type next; empty when nothing is left.</param>
    /// <param name="translator">The language in which its columns are laid out; null for English.</param>
    public static string Of(ReleaseReport report, string reportPath, string next, Translator? translator = null)
    {
        var say = (translator ?? Translator.English).Of;
        var text = new StringBuilder();
        text.Append($"\nRelease {report.Version} on {report.Estate}: {report.Outcome}, {Durations.Text(report.Duration)}\n");
        if (report.Reason.Length > 0)
        {
            text.Append($"  {report.Reason}\n");
        }

        foreach (var fault in report.Faults.DistinctBy(fault => (fault.Code, fault.Object)))
        {
            text.Append($"  {fault.Code} at {fault.Object}\n    {fault.Message}\n    {fault.Hint}\n").AppendJoin("", EvidenceDigest.Of(fault.Evidence).Select(line => $"    | {line}\n"));
        }

        AppendPlacements(text, report);
        AppendCriteria(text, report, say);
        (string Label, string Text)[] rest = [("report", reportPath), .. report.Afterwards.Select(line => ("by hand", line)), .. next.Length == 0 ? [] : new[] { ("next", next) }];
        var width = Math.Max(LeastLabel, rest.Max(line => Cells.Width(say(line.Label))));
        return text.AppendJoin("", rest.Select(line => $"  {Cells.Fit(say(line.Label), width)} {line.Text}\n")).ToString();
    }

    static void AppendCriteria(StringBuilder text, ReleaseReport report, Func<string, string> say)
    {
        var (name, verdict) = (report.Criteria.Select(c => Cells.Width(say(c.Name))).DefaultIfEmpty().Max(), report.Criteria.Select(c => Cells.Width(say(c.Verdict))).DefaultIfEmpty().Max());
        text.AppendJoin("", report.Criteria.Select(c => $"  {Cells.Fit(say(c.Name), name)}  {Cells.Fit(say(c.Verdict), verdict)}  {c.Seen}{(c.Wanted.Length > 0 ? $"; wanted {c.Wanted}" : "")}\n"));
    }

    static void AppendPlacements(StringBuilder text, ReleaseReport report)
    {
        var width = report.Placements.Select(placement => placement.Workload.Length).DefaultIfEmpty().Max();
        foreach (var placement in report.Placements)
        {
            var runs = placement.Runs switch
            {
                "planned" => PlanText.Short(placement.Planned),
                "before" => PlanText.Short(placement.Before),
                _ => $"not certain: {placement.Message}",
            };
            text.Append($"  {placement.Workload.PadRight(width)}  {runs}\n");
        }
    }
}

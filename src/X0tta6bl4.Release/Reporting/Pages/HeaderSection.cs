using System.Globalization;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The page's beginning, for whoever reads nothing else: how it ended, why, in figures, and what to type next.</summary>
static class HeaderSection
{
    public static Markup Of(ReleaseReport report)
    {
        var words = OutcomeWords.Of(report);
        return Markup.Of($"""
            <header class="{words.Mark.Class}">
            <h1><span class="release">Release {report.Version} on {report.Estate}</span> <span class="outcome">{words.Mark.Sign}{words.Mark.Word}</span></h1>
            <p class="lead">{words.Lead}</p>
            {Markup.If(report.Reason.Length > 0, $"<p class=\"reason\">{report.Reason}</p>\n")}{Markup.If(report.Next.Length > 0, $"<p class=\"next\"><span>Next</span> <code translate=\"yes\">{report.Next}</code></p>\n")}</header>
            <dl class="figures">
            {Figures(report)}</dl>

            """);
    }

    static IEnumerable<Markup> Figures(ReleaseReport report)
    {
        yield return Figure("Time", Durations.Text(report.Duration), $"of {Durations.Text(report.Budget)} allowed");
        yield return Figure("As planned", $"{report.Placements.Count(placement => placement.Runs == "planned")} of {report.Placements.Length}", Rest(report));
        if (!report.Criteria.IsEmpty)
        {
            var verdicts = report.Criteria.GroupBy(criterion => criterion.Verdict).ToDictionary(same => same.Key, same => same.Count());
            yield return Figure("Success criteria", $"{verdicts.GetValueOrDefault("passed")} of {report.Criteria.Length}", string.Join(", ", verdicts.Where(same => same.Key != "passed").Select(same => $"{same.Value} {same.Key}").DefaultIfEmpty("all passed")));
        }

        if (!report.Faults.IsEmpty)
        {
            yield return Figure("Named causes", $"{report.Faults.Length}", string.Join(", ", report.Faults.Select(fault => fault.Code).Distinct()));
        }

        yield return Figure("Began", $"{PageText.Clock(report.Started)} UTC", $"{report.Started.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(report.Runs.IsEmpty ? "" : $", by {report.Runs[0].Operator} on {report.Runs[0].Host}")}");
    }

    static string Rest(ReleaseReport report)
    {
        var (before, unknown) = (report.Placements.Count(placement => placement.Runs == "before"), report.Placements.Count(placement => placement.Runs == "unknown"));
        return (before, unknown) switch
        {
            (0, 0) => "placements and charts",
            (_, 0) => $"{before} as before",
            (0, _) => $"{unknown} not certain",
            _ => $"{before} as before, {unknown} not certain",
        };
    }

    static Markup Figure(string name, string value, string note) =>
        Markup.Of($"<div><dt>{name}</dt><dd>{value}</dd><dd class=\"path\">{note}</dd></div>\n");
}

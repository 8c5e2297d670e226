namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What probes of public endpoints saw: over time, and by what the release was doing.</summary>
static class AvailabilitySection
{
    public static Markup Of(ReleaseReport report) => Section.Of("availability", "Availability and response times", Markup.Of($"{Charts(report)}{Parts(report)}"));

    static Markup Charts(ReleaseReport report)
    {
        if (report.Probes.All(series => series.Stretches.IsEmpty))
        {
            return Markup.If(!report.Availability.IsEmpty, $"<p class=\"path\">There are no curves: the ledger with every single request, ledger.csv, is not kept here.</p>\n");
        }

        var scale = TimeScale.Of(report.Probes.SelectMany(series => series.Stretches.Select(stretch => (stretch.From, stretch.From + series.Width))));
        var phases = Phase.Of(report, scale);
        return Markup.Of($"""
            {TimeAxis.Grid(scale, ProbeChart.Grid, PhaseStrip.Grounds(phases, scale))}{ProbeChart.Key}{report.Probes.Where(series => !series.Stretches.IsEmpty).Select(series => ProbeChart.Of(series, scale, phases))}{PhaseStrip.Names(phases)}
            """);
    }

    static Markup Parts(ReleaseReport report) => Table.Of(["Endpoint", "During", "Seen", "Verdict"], report.Availability.Select(part => new[]
    {
        Markup.Of($"{part.Endpoint}"), PageText.Whole(part.During), Markup.Of($"{part.Seen}"), Mark.OfVerdict(part.Verdict).Markup,
    }));
}

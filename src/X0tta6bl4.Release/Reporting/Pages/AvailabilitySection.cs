namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What probes of public endpoints saw, by what the release was doing.</summary>
static class AvailabilitySection
{
    public static Markup Of(ReleaseReport report) => Section.Of("availability", "Availability, probe by probe", Table.Of(["Endpoint", "During", "Seen", "Verdict"], report.Availability.Select(part => new[]
    {
        Markup.Of($"{part.Endpoint}"), Markup.Of($"{part.During}"), Markup.Of($"{part.Seen}"), Mark.OfVerdict(part.Verdict).Markup,
    })));
}

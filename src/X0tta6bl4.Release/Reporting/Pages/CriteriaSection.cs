namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>The success criteria, judged.</summary>
static class CriteriaSection
{
    public static Markup Of(ReleaseReport report) => Section.Of("criteria", "Success criteria", report.Criteria.IsEmpty
        ? Markup.Of($"<p>They were not judged: the release ended before anything of them was measured.</p>\n")
        : Table.Of(["Criterion", "Wanted", "Seen", "Verdict"], report.Criteria.Select(criterion => new[]
        {
            Markup.Of($"{criterion.Name}"), Markup.Of($"{criterion.Wanted}"), Markup.Of($"{criterion.Seen}"), Mark.OfVerdict(criterion.Verdict).Markup,
        })));
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What stands where: versions and digests before, planned, and now.</summary>
static class PlacementSection
{
    public static Markup Of(ReleaseReport report)
    {
        var troubled = report.Steps.Where(step => step.Tries.Concat(step.Undos).Any(span => span.Fault is not null || span.Ending is Ending.Failed or Ending.Held)).Select(step => LaneOf(step.Id)).ToHashSet();
        var tones = report.Placements.Select(placement => troubled.Contains(LaneOf(placement.Step)) ? "bad" : Mark.OfRuns(placement.Runs).Class);
        return Section.Of("placements", "What stands where", Markup.Of($"{Table.Of(["Placement or chart", "Before", "Planned", "Now", "Last seen"], report.Placements.Select(Row), tones)}{Images(report)}"));
    }

    /// <summary>Hides rows of what follows it; the page's script shows it where there are rows enough.</summary>
    public static Markup Filter { get; } =
        Markup.Of($"<p class=\"filter\" hidden=\"\"><label>Show only <input type=\"search\" placeholder=\"a cluster, a component, failed\" spellcheck=\"false\"/></label><label class=\"only\"><input type=\"checkbox\"/>Only what failed or is not certain</label><output data-form=\"{{0}} of {{1}} rows\"></output></p>\n");

    static Markup[] Row(ReportedPlacement placement) =>
    [
        PageText.Object(placement.Workload), PageText.Version(placement.Before), PageText.Version(placement.Planned),
        Mark.OfRuns(placement.Runs).Markup, Markup.Of($"{placement.Message}"),
    ];

    // Checks of a placement follow its change in the same lane.
    static string LaneOf(string step) => step[..step.LastIndexOf('/')];

    // Tables have room for the first digits of a digest only.
    static Markup Images(ReleaseReport report)
    {
        var images = report.Placements.SelectMany(placement => new[] { placement.Before, placement.Planned }).Distinct()
            .Where(image => ImageReference.TryParse(image, out var reference) && reference.Digest.Length > 0).ToArray();
        return Markup.If(images.Length > 0, $"<details><summary>Whole digests</summary><ul class=\"plain\">{images.Select(image => Markup.Of($"<li><code>{image}</code></li>"))}</ul></details>\n");
    }
}

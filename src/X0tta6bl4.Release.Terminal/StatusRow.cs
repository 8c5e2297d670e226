using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Terminal;

/// <summary>One placement or chart as a row of a table, or as a few lines where the table is too wide.</summary>
/// <param name="Name">The placement or chart.</param>
/// <param name="Version">What it runs; empty when that is not known.</param>
/// <param name="Digest">The first digits of its image's digest, or a chart's revision; empty when not known.</param>
/// <param name="Since">Since when; empty when not known.</param>
/// <param name="Release">Which release brought it; empty when not known.</param>
/// <param name="Health">How well it runs, in a word.</param>
/// <param name="Detail">Why it is not healthy; empty when it is.</param>
sealed record StatusRow(string Name, string Version, string Digest, string Since, string Release, string Health, string Detail)
{
    /// <summary>Digits that tell one image from all others of one repository.</summary>
    const int Digits = 12;

    /// <summary>The heading of the table.</summary>
    public static ImmutableArray<string> Heading { get; } = ["runs", "version", "digest", "since (UTC)", "by release", "health"];

    /// <summary>The cells, as many as the heading has.</summary>
    public ImmutableArray<string> Texts => [Name, Version, Digest, Since, Release, Health];

    /// <summary>The row of a placement.</summary>
    public static StatusRow Of(PlacementStatus placement) => new(
        Cells.Line(placement.Placement), Cells.Line(placement.Version), Short(placement.Digest), Moment(placement.Since), By(placement.Release, placement.Restored),
        Word(placement.Health), Why(placement.Health, placement.Fault, placement.Detail));

    /// <summary>The row of a chart.</summary>
    public static StatusRow Of(ChartStatus chart) => new(
        Cells.Line($"chart {chart.Chart}"), Cells.Line(chart.Version), chart.Revision > 0 ? string.Create(CultureInfo.InvariantCulture, $"revision {chart.Revision}") : "",
        Moment(chart.Since), By(chart.Release, chart.Restored), Word(chart.Health), Why(chart.Health, chart.Fault, chart.Detail));

    /// <summary>The row as lines that fit.</summary>
    /// <param name="sheet">What they are written on.</param>
    public IEnumerable<string> Narrow(StatusSheet sheet) =>
    [
        .. sheet.Lines($"{Name}: {Health}"),
        .. Version.Length == 0 ? [] : sheet.Lines(Digest.Length == 0 ? Version : $"{Version} ({Digest})", "  "),
        .. Since.Length == 0 ? [] : sheet.Lines($"since {Since}, by {Release}", "  "),
        .. Detail.Length == 0 ? [] : sheet.Lines(Detail, "  "),
    ];

    static string Short(string digest)
    {
        var digits = digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return digits.Length > Digits ? digits[..Digits] : digits;
    }

    static string Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    static string By(string? release, bool restored) => release is null ? "" : restored ? $"{release} (undone)" : release;

    static string Word(Health health) => health.ToString().ToLowerInvariant();

    static string Why(Health health, string? fault, string detail) =>
        health == Reporting.Health.Healthy ? "" : fault is null ? detail : $"{fault}: {detail}";
}

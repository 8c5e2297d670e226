using System.Collections.Immutable;
using System.Text;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

/// <summary>What a page shows of probes, gates and loads.</summary>
public sealed class MeasuredPageTests : IDisposable
{
    readonly Lab lab = new() { Parallel = 1 };

    [Theory]
    [InlineData("availability")]
    [InlineData("gates")]
    [InlineData("loads")]
    public void A_release_that_was_measured_reads_like_this(string section) => KeptText.Same($"Reporting/measured.{section}.html", Section(section) + "\n");

    [Fact]
    public void Where_the_ledger_is_not_kept_the_page_says_so() =>
        Assert.Contains("ledger.csv, is not kept here", PageReading.Section(ReportHtml.Of(Report with { Probes = [] }), "availability")!.Value, StringComparison.Ordinal);

    [Fact]
    public void Where_nobody_probed_there_is_nothing_to_be_kept() =>
        Assert.Null(PageReading.Section(ReportHtml.Of(Report with { Probes = [], Availability = [] }), "availability"));

    [Fact]
    public void A_second_in_which_one_request_failed_can_be_seen_and_touched()
    {
        var panel = Section("availability").Descendants("svg").First(image => (string?)image.Attribute("class") == "panel");

        Assert.Single(panel.Elements("rect"), piece => (string?)piece.Attribute("class") == "bad");
        Assert.Single(panel.Descendants("title"), tip => tip.Value.StartsWith("03:04:10 to 03:04:11 UTC, UpdateGateway\n20 requests, 1 failed\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Curves_are_interrupted_where_nobody_asked() => Assert.Equal(2, Lines("p50").First().Count(letter => letter == 'M'));

    [Fact]
    public void A_limit_that_may_not_be_fallen_short_of_has_its_bad_side_below()
    {
        var zones = Section("gates").Descendants("rect").Where(part => (string?)part.Attribute("class") == "beyond").ToArray();

        // The first gate's value may not be greater; the second one's not smaller.
        Assert.Equal(("80%", "20%"), ((string?)zones[0].Attribute("x"), (string?)zones[0].Attribute("width")));
        Assert.Equal(("50.4", "33.6"), ((string?)zones[1].Attribute("y"), (string?)zones[1].Attribute("height")));
    }

    [Fact]
    public void Gates_that_were_load_scripts_are_told_once()
    {
        var page = ReportHtml.Of(Report with { Gates = [.. Report.Gates.Select(gate => gate with { Step = Report.Loads[0].Step })] });

        Assert.Null(PageReading.Section(page, "gates"));
    }

    [Fact]
    public void A_load_whose_figures_are_elsewhere_says_so() => Assert.EndsWith("Its figures are not kept here.", Section("loads").Elements("article").Last().Value.Trim(), StringComparison.Ordinal);

    [Fact]
    public void A_long_load_is_shown_in_stretches_that_lose_no_request()
    {
        var seconds = Enumerable.Range(1, 1000).Select(at => new ReportedSecond(TimeSpan.FromSeconds(at), 3, 2, 1, TimeSpan.FromMilliseconds(at), TimeSpan.FromMilliseconds(2 * at), TimeSpan.FromMilliseconds(3 * at))).ToImmutableArray();

        var bounded = LoadFold.Bounded(seconds);

        Assert.Equal((250, 3000, 2000, 1000), (bounded.Length, bounded.Sum(second => second.Due), bounded.Sum(second => second.Ended), bounded.Sum(second => second.Failed)));
        Assert.Equal(new ReportedSecond(TimeSpan.FromSeconds(4), 12, 8, 4, TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(12)), bounded[0]);
        Assert.Equal(seconds[^1].At, bounded[^1].At);
        Assert.Equal(seconds[..300], LoadFold.Bounded(seconds[..300]));
    }

    [Fact]
    public void A_load_of_nothing_is_shown_without_charts()
    {
        var load = Report.Loads[0] with { Figures = Report.Loads[0].Figures! with { Seconds = [], Response = [], Service = [], Lag = [] } };

        Assert.Empty(PageReading.Section(ReportHtml.Of(Report with { Loads = [load] }), "loads")!.Descendants("figure"));
    }

    [Fact]
    public void Everything_that_can_be_measured_fits_beside_three_hundred_placements()
    {
        var (plan, entries) = WideRelease.Of(lab.Plan, 300);
        var stretches = Enumerable.Range(0, 300).Select(second => new ReportedStretch(Lab.Start.AddSeconds(second * 8), 160, 1, 1, TimeSpan.FromMilliseconds(123.45), TimeSpan.FromMilliseconds(234.56), TimeSpan.FromMilliseconds(345.67))).ToImmutableArray();

        var page = ReportHtml.Of(ReleaseReport.Of("id", plan, entries) with
        {
            Probes = [.. Enumerable.Range(1, 6).Select(number => new ReportedSeries($"endpoint-{number}", TimeSpan.FromSeconds(8), stretches))],
            Loads = [.. Enumerable.Repeat(Report.Loads[0], 4)],
        });

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 300_000, 3_000_000);
    }

    ReleaseReport Report => MeasuredReport.Of(lab.Plan);

    System.Xml.Linq.XElement Section(string name) => PageReading.Section(ReportHtml.Of(Report), name)!;

    IEnumerable<string> Lines(string name) => Section("availability").Descendants("path").Where(path => (string?)path.Attribute("class") == $"line {name}").Select(path => (string)path.Attribute("d")!);

    public void Dispose() => lab.Dispose();
}

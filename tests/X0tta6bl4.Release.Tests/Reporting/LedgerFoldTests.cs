using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class LedgerFoldTests
{
    [Fact]
    public void Every_second_says_how_many_were_due_failed_and_show_nothing()
    {
        var series = Assert.Single(LedgerFold.Of(MeasuredReport.Ledger("api")));

        Assert.Equal(("api", TimeSpan.FromSeconds(1)), (series.Endpoint, series.Width));
        Assert.Equal(Enumerable.Range(0, 12).Where(second => second != 10).Select(second => Lab.Start.AddSeconds(second)), series.Stretches.Select(stretch => stretch.From));
        Assert.All(series.Stretches, stretch => Assert.Equal(20, stretch.Due));
        Assert.Equal((1, 0), (series.Stretches[5].Failed, series.Stretches[5].Unseen));
        Assert.Equal((0, 5), (series.Stretches[8].Failed, series.Stretches[8].Unseen));
        Assert.Equal(TimeSpan.FromMilliseconds(17.5), series.Stretches[0].Max);
    }

    [Fact]
    public void A_second_without_a_good_answer_has_no_times()
    {
        var stretch = LedgerFold.Of([LedgerFile.Line(Probe(0) with { Outcome = ProbeOutcome.Doubted })])[0].Stretches.Single();

        Assert.Equal((1, 0, 1, null, null, null), (stretch.Due, stretch.Failed, stretch.Unseen, stretch.P50, stretch.P95, stretch.Max));
    }

    [Theory]
    [InlineData("")]
    [InlineData(LedgerFile.Head)]
    [InlineData("2026-01-02T03:0")]
    [InlineData("2026-01-02T03:04:05.000Z,api,UpdateGateway/1,good,200,12.3,0.4")]
    [InlineData("2026-01-02T03:04:05.000Z,api,UpdateGateway/1,lost,200,12.3,0.4,1,")]
    [InlineData("2026-01-02T03:04:05.000Z,api,UpdateGateway/1,good,200,-1,0.4,1,")]
    [InlineData("2026-01-02T03:04:05.000Z,api,UpdateGateway/1,good,200,1e300,0.4,1,")]
    public void What_is_no_probe_is_passed_over(string line) => Assert.Equal(1, LedgerFold.Of([line, LedgerFile.Line(Probe(0))]).Single().Stretches.Single().Due);

    [Fact]
    public void A_failure_may_have_commas_and_a_line_may_stand_for_several() =>
        Assert.Equal(7, LedgerFold.Of([LedgerFile.Line(Probe(0) with { Outcome = ProbeOutcome.Failed, Failure = "a, \"b\", c", Count = 7 })]).Single().Stretches.Single().Failed);

    [Fact]
    public void A_long_release_has_wider_stretches_and_loses_nothing() => Gen.Int[1, 40_000].Array[1, 1500].Sample(seconds =>
    {
        var series = LedgerFold.Of(seconds.Select(second => LedgerFile.Line(Probe(second)))).Single();

        return series.Stretches.Length <= 300
            && series.Stretches.Sum(stretch => stretch.Due) == seconds.Length
            && series.Stretches.Zip(series.Stretches.Skip(1)).All(pair => pair.Second.From - pair.First.From >= series.Width)
            && (series.Width == TimeSpan.FromSeconds(1) || series.Stretches.Length > 100);
    }, iter: 100);

    [Fact]
    public void A_night_between_two_runs_makes_no_stretch_wider() =>
        Assert.Equal(TimeSpan.FromSeconds(1), LedgerFold.Of([LedgerFile.Line(Probe(0)), LedgerFile.Line(Probe(40_000))]).Single().Width);

    [Fact]
    public void Many_endpoints_have_wider_stretches_each()
    {
        var lines = from endpoint in Enumerable.Range(0, 20) from second in Enumerable.Range(0, 300) select LedgerFile.Line(Probe(second) with { Target = $"api-{endpoint}" });

        Assert.All(LedgerFold.Of(lines), series => Assert.InRange(series.Stretches.Length, 45, 90));
    }

    [Fact]
    public void The_control_endpoint_comes_last() =>
        Assert.Equal(["web", "api", "(control)"], LedgerFold.Of(new[] { "(control)", "web", "api" }.Select(name => LedgerFile.Line(Probe(0) with { Target = name }))).Select(series => series.Endpoint));

    [Fact]
    public void Percentiles_are_right_within_the_width_of_a_bin() => Gen.Double[0.1, 60_000].Array[1, 300].Sample(times =>
    {
        var rounded = times.Select(time => Math.Round(time, 1)).Order().ToArray();
        var stretch = LedgerFold.Of(rounded.Select(time => LedgerFile.Line(Probe(0) with { Latency = TimeSpan.FromMilliseconds(time) }))).Single().Stretches.Single();

        return IsNear(stretch.P50, Exact(rounded, 0.5)) && IsNear(stretch.P95, Exact(rounded, 0.95)) && stretch.Max == TimeSpan.FromMilliseconds(rounded[^1]);
    });

    static double Exact(double[] sorted, double share) => sorted[(int)Math.Ceiling(sorted.Length * share) - 1];

    static bool IsNear(TimeSpan? time, double exact) => Math.Abs(time!.Value.TotalMilliseconds - exact) <= (exact * 0.026) + 0.01;

    static Probe Probe(int second) => new("api", "UpdateGateway/1", Lab.Start.AddSeconds(second), ProbeOutcome.Good, TimeSpan.FromMilliseconds(12.3), TimeSpan.Zero, 200, "");
}

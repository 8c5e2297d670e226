using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

/// <summary>Expected probabilities are exact sums in fractions; R's <c>poisson.test(c(now, before), c(seen, seenBefore), r = ratio, alternative = "greater")</c> says the same.</summary>
public sealed class RateComparisonTests
{
    static readonly Gate Above = ChartRunbook.Errors with { Limit = new GateLimit.AboveBaseline(0.2) };

    [Theory]
    [InlineData(0, 1000, 0, 1000, 1.2, 1)]
    [InlineData(0, 1000, 7, 1000, 1, 1)]
    [InlineData(1, 100, 1, 100, 1, 0.75)]
    [InlineData(5, 1000, 0, 1000, 1.2, 0.048282842081079906)]
    [InlineData(11, 800, 3, 1200, 1, 0.00390640697344)]
    [InlineData(10, 100, 2, 100, 1.2, 0.03941902801212083)]
    [InlineData(3, 100, 2, 100, 1.2, 0.58475886520419)]
    [InlineData(30, 1000, 20, 1000, 1.2, 0.26457630399514814)]
    [InlineData(60, 1000, 20, 1000, 1.2, 0.0001295054578752072)]
    [InlineData(120, 1000, 100, 1000, 1.2, 0.5277920148621879)]
    [InlineData(150, 1000, 100, 1000, 1.2, 0.0471608174731174)]
    [InlineData(2, 50, 0, 1_000_000, 1.5, 5.624156344912384e-09)]
    [InlineData(700, 60_000, 500, 60_000, 1.2, 0.004495043137340901)]
    [InlineData(400, 500, 300, 500, 1.1, 0.0063969250177683306)]
    [InlineData(40, 1000, 3, 1200, 1, 4.279890845308553e-11)]
    [InlineData(12, 20_000, 0, 50_000, 2, 5.9403192063549134e-05)]
    public void The_probability_is_that_of_the_exact_test(long failed, long seen, long failedBefore, long seenBefore, double ratio, double p) =>
        Assert.Equal(p, new RateComparison(failed, seen, failedBefore, seenBefore).Above(ratio), p * 1e-9);

    [Theory]
    [InlineData(1, "p = 1")]
    [InlineData(0.26457, "p = 0.26")]
    [InlineData(0.0469, "p = 0.047")]
    [InlineData(0.00012345, "p = 0.00012")]
    [InlineData(0.00009, "p < 0.0001")]
    public void A_probability_has_two_digits(double p, string text) => Assert.Equal(text, RateComparison.Text(p));

    [Fact]
    public void A_difference_that_chance_explains_is_inconclusive_and_says_by_which_test() => Assert.Equal(
        new Assessment(
            Verdict.Inconclusive,
            "at most 20 % above the baseline of 2 %",
            "3 % of 1,000 requests, 50 % above the baseline; p = 0.26 (exact test of two Poisson rates), too few to tell it from chance"),
        Assessment.Of(Above, new Measurement(0.03, 1000), new Measurement(0.02, 1000)));

    [Fact]
    public void One_that_chance_does_not_explain_fails() => Assert.Equal(
        new Assessment(Verdict.Failed, "at most 20 % above the baseline of 2 %", "6 % of 1,000 requests, 200 % above the baseline; p = 0.00013 (exact test of two Poisson rates)"),
        Assessment.Of(Above, new Measurement(0.06, 1000), new Measurement(0.02, 1000)));

    [Fact]
    public void A_baseline_without_a_failure_is_one_to_compare_with_where_its_requests_were_counted() => Assert.Equal(
        new Assessment(Verdict.Failed, "at most 20 % above the baseline of 0 %", "0.5 % of 1,000 requests; p = 0.048 (exact test of two Poisson rates)"),
        Assessment.Of(Above, new Measurement(0.005, 1000), new Measurement(0, 1000)));

    [Fact]
    public void What_is_no_share_is_compared_as_it_is()
    {
        var slowness = Above with { Unit = GateUnit.Seconds };

        Assert.Equal("130 ms of 1,000 requests, 30 % above the baseline", Assessment.Of(slowness, new Measurement(0.13, 1000), new Measurement(0.1, 1000)).Seen);
        Assert.Equal(Verdict.Failed, Assessment.Of(slowness, new Measurement(0.13, 1000), new Measurement(0.1, 1000)).Verdict);
    }

    /// <summary>The same shares of fewer requests: what was more than chance may become chance, and never becomes good.</summary>
    [Fact]
    public void Fewer_requests_never_turn_a_comparison_into_Passed() => Assert.All(
        from share in new[] { 0, 0.01, 0.0119, 0.012, 0.0121, 0.02, 0.5, 1 } from before in new[] { 0, 0.01, 0.3 } from part in new[] { 1, 0.5, 0.1, 0.01 }
        select (share, before, part),
        one =>
        {
            var all = Assessment.Of(Above, new Measurement(one.share, 100_000), new Measurement(one.before, 100_000)).Verdict;
            var fewer = Assessment.Of(Above, new Measurement(one.share, 100_000 * one.part), new Measurement(one.before, 100_000 * one.part)).Verdict;
            Assert.True(fewer != Verdict.Passed || all == Verdict.Passed, $"{one}: {all} became {fewer}");
        });
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

public sealed class AssessmentTests
{
    static readonly Gate AtMost = ChartRunbook.Errors with { Limit = new GateLimit.AtMost(0.01) };

    [Theory]
    [InlineData(0.0099, Verdict.Passed)]
    [InlineData(0.01, Verdict.Passed)]
    [InlineData(0.0101, Verdict.Failed)]
    [InlineData(0, Verdict.Passed)]
    public void At_most_is_inclusive(double value, Verdict verdict) => Assert.Equal(verdict, Assessment.Of(AtMost, new Measurement(value, 1000), null).Verdict);

    [Theory]
    [InlineData(49.9, Verdict.Failed)]
    [InlineData(50, Verdict.Passed)]
    public void At_least_is_inclusive(double value, Verdict verdict) =>
        Assert.Equal(verdict, Assessment.Of(AtMost with { Limit = new GateLimit.AtLeast(50) }, new Measurement(value, 1000), null).Verdict);

    [Theory]
    [InlineData(0.2, 120, Verdict.Passed)]
    [InlineData(0.2, 120.1, Verdict.Failed)]
    [InlineData(0.2, 1, Verdict.Passed)]
    public void Above_the_baseline_is_a_share_of_it(double share, double value, Verdict verdict) =>
        Assert.Equal(verdict, Assessment.Of(AtMost with { Limit = new GateLimit.AboveBaseline(share) }, new Measurement(value, 1000), new Measurement(100, 1000)).Verdict);

    [Theory]
    [InlineData(0.5, 50, Verdict.Passed)]
    [InlineData(0.5, 49, Verdict.Failed)]
    [InlineData(0.5, 500, Verdict.Passed)]
    public void Below_the_baseline_is_a_share_of_it(double share, double value, Verdict verdict) =>
        Assert.Equal(verdict, Assessment.Of(AtMost with { Limit = new GateLimit.BelowBaseline(share) }, new Measurement(value, 1000), new Measurement(100, 1000)).Verdict);

    [Fact]
    public void Without_a_usable_baseline_a_comparison_has_no_evidence()
    {
        var gate = AtMost with { Limit = new GateLimit.AboveBaseline(0.2) };

        Assert.Equal(Verdict.NoEvidence, Assessment.Of(gate, new Measurement(1, 1000), null).Verdict);
        Assert.Equal(Verdict.NoEvidence, Assessment.Of(gate, new Measurement(1, 1000), new Measurement(1, 1000, "the source warns: partial", Contradictory: true)).Verdict);
    }

    [Fact]
    public void A_share_of_nothing_says_nothing() => Assert.Equal(
        new Assessment(Verdict.NoEvidence, "at most 50 % below the baseline of 0 %", "0 % of 1,000 requests, and no baseline to compare it with: it was 0"),
        Assessment.Of(AtMost with { Limit = new GateLimit.BelowBaseline(0.5) }, new Measurement(0, 1000), new Measurement(0, 1000)));

    [Fact]
    public void Too_few_requests_are_inconclusive_however_good_the_figure() =>
        Assert.Equal(
            new Assessment(Verdict.Inconclusive, "at most 1 %", "0 % of 99 requests, too few to judge by: at least 100 are wanted"),
            Assessment.Of(AtMost, new Measurement(0, 99), null));

    [Fact]
    public void The_figure_and_what_was_wanted_are_the_proof() =>
        Assert.Equal("0.412 % of 14,212 requests; wanted at most 1 %", Assessment.Of(AtMost, new Measurement(0.004123, 14212), null).Message);

    public static TheoryData<double[], double[]?, string[], string, bool> Troubles() => new()
    {
        { [], null, [], "the query found no series", false },
        { [1, 2], null, [], "the query gave 2 series where one is wanted", true },
        { [double.NaN], null, [], "the query gave NaN", false },
        { [double.PositiveInfinity], null, [], "the query gave Infinity", false },
        { [1], [], [], "the number of requests found no series", false },
        { [1], [double.NaN], [], "the number of requests gave NaN", false },
        { [1], [5, 6], [], "the number of requests gave 2 series where one is wanted", true },
        { [1], [500], ["partial response"], "the source warns: partial response", true },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public void What_is_not_one_number_never_passes(double[] values, double[]? requests, string[] warnings, string trouble, bool contradictory)
    {
        var measured = Measurement.Of([.. values], requests is null ? null : ImmutableArray.Create(requests), [.. warnings]);

        Assert.Equal((trouble, contradictory), (measured.Trouble, measured.Contradictory));
        Assert.Equal(contradictory ? Verdict.Inconclusive : Verdict.NoEvidence, Assessment.Of(AtMost with { Limit = new GateLimit.AtMost(double.MaxValue) }, measured, null).Verdict);
    }

    [Theory]
    [InlineData(0.2, GateUnit.Share, "20 %")]
    [InlineData(0.00012345, GateUnit.Share, "0.0123 %")]
    [InlineData(0.3124, GateUnit.Seconds, "312 ms")]
    [InlineData(0.0204, GateUnit.Seconds, "20.4 ms")]
    [InlineData(2.5, GateUnit.Seconds, "2.5 s")]
    [InlineData(84.23, GateUnit.PerSecond, "84.2/s")]
    [InlineData(12345.6, GateUnit.PerSecond, "12,346/s")]
    [InlineData(1.5, GateUnit.Cores, "1.5 cores")]
    [InlineData(0, GateUnit.Number, "0")]
    public void Amounts_have_three_digits_and_their_unit(double amount, GateUnit unit, string text) => Assert.Equal(text, AmountText.Of(amount, unit));
}

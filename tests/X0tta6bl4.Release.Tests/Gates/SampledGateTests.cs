using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

/// <summary>Gates that look at the samples behind an answer (at least 3, the newest at most 60 s old), and gates of several series.</summary>
public sealed class SampledGateTests
{
    static readonly Gate Sampled = ChartRunbook.Errors with { Limit = new GateLimit.AtMost(0.01), Samples = new GateSamples("up", 3, TimeSpan.FromMinutes(1)) };

    // series of the query | of the number of samples | of the newest sample's age | verdict
    const string Samples = """
        0 | 12 | 15 | Passed
        0 | 3 | 60 | Passed
        0 | 12 | 0 | Passed
        0 | 12 | -3 | Passed
        1 | 12 | 15 | Failed
        0 | 2 | 15 | Inconclusive
        1 | 2 | 15 | Inconclusive
        0 | 0 | 15 | Inconclusive
        0 | | 15 | NoEvidence
        0 | NaN | 15 | NoEvidence
        0 | 12 12 | 15 | Inconclusive
        0 | 12 | | NoEvidence
        0 | 12 | 15 15 | Inconclusive
        0 | 12 | NaN | NoEvidence
        0 | 12 | +Inf | NoEvidence
        0 | 12 | 61 | NoEvidence
        1 | 12 | 61 | NoEvidence
        0 | 12 | 1e300 | NoEvidence
        0 | 2 | 61 | NoEvidence
        | 12 | 15 | NoEvidence
        NaN | 12 | 15 | NoEvidence
        0 0 | 12 | 15 | Inconclusive
        """;

    // What is expected | series of the query, of which three are wanted | verdict
    const string Series = """
        at most 0.01 | 0 0 0 | Passed
        at most 0.01 | 0 0.01 0 | Passed
        at most 0.01 | 0 0.02 0 | Failed
        at most 0.01 | 0 0 | Inconclusive
        at most 0.01 | 0 0 0 0 | Inconclusive
        at most 0.01 | 0.5 | Inconclusive
        at most 0.01 | 0 NaN 0 | NoEvidence
        at most 0.01 | 0 0 +Inf | NoEvidence
        at most 0.01 | | NoEvidence
        at least 3 | 3 4 5 | Passed
        at least 3 | 5 2 4 | Failed
        at least 3 | 5 4 | Inconclusive
        """;

    public static TheoryData<string> SampleCases => [.. Samples.Split('\n')];

    public static TheoryData<string> SeriesCases => [.. Series.Split('\n')];

    [Theory]
    [MemberData(nameof(SampleCases))]
    public void A_gate_that_counts_samples_says(string line)
    {
        var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();

        Assert.Equal(cells[3], Judge(Numbers(cells[0]), Numbers(cells[1]), Numbers(cells[2])).Verdict.ToString());
    }

    [Theory]
    [MemberData(nameof(SeriesCases))]
    public void A_gate_of_three_series_says(string line)
    {
        var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
        GateLimit limit = cells[0].StartsWith("at most", StringComparison.Ordinal) ? new GateLimit.AtMost(0.01) : new GateLimit.AtLeast(3);

        Assert.Equal(cells[2], Judge(ChartRunbook.Errors with { Limit = limit, Series = 3, Requests = null }, Numbers(cells[1])).Verdict.ToString());
    }

    [Theory]
    [InlineData(0.0, 12, 15, "0 % of 1,000 requests in 12 samples; wanted at most 1 %")]
    [InlineData(0.0, 2, 15, "0 % of 1,000 requests in 2 samples, too few samples to judge by: at least 3 are wanted; wanted at most 1 %")]
    [InlineData(0.0, 12, 185, "0 % of 1,000 requests in 12 samples, but the newest sample is 3m5s old: at most 1m is allowed; wanted at most 1 %")]
    [InlineData(-0.5, 12, 15, "-50 % of 1,000 requests in 12 samples, which cannot be: was a counter reset?; wanted at most 1 %")]
    public void The_samples_are_part_of_the_proof(double value, double samples, double age, string message) => Assert.Equal(message, Judge([value], [samples], [age]).Message);

    [Fact]
    public void The_worst_series_is_named() => Assert.Equal(
        "2 % for {service=\"b\"}, the worst of 3; wanted at most 1 %",
        Assessment.Of(
            Sampled with { Series = 3, Samples = null },
            Measurement.Of(Sampled with { Series = 3 }, new GateAnswers([new("{service=\"a\"}", 0), new("{service=\"b\"}", 0.02), new("{service=\"c\"}", 0.01)])),
            null).Message);

    [Fact]
    public void The_queries_follow_from_the_selector() => Assert.Equal(
        ("max(count_over_time(up{job=\"a\"}[{window}]))", "time() - max(timestamp(up{job=\"a\"}))"),
        (new GateSamples("up{job=\"a\"}", 1, TimeSpan.Zero).CountQuery, new GateSamples("up{job=\"a\"}", 1, TimeSpan.Zero).AgeQuery));

    /// <summary>Fewer or older samples, none, or a series less.</summary>
    [Fact]
    public void Taking_samples_away_never_turns_a_verdict_into_Passed()
    {
        foreach (var cells in Samples.Split('\n').Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()))
        {
            var (values, samples, ages) = (Numbers(cells[0]), Numbers(cells[1]), Numbers(cells[2]));
            var all = Judge(values, samples, ages).Verdict;
            Assessment[] less = [Judge([], samples, ages), Judge(values, [], ages), Judge(values, samples, []), Judge(values, [.. samples.Select(n => n / 2)], ages), Judge(values, samples, [.. ages.Select(age => age + 30)])];
            Assert.All(less, one => Assert.True(one.Verdict != Verdict.Passed || all == Verdict.Passed, string.Join('|', cells)));
        }
    }

    static Assessment Judge(ImmutableArray<double> values, ImmutableArray<double> samples, ImmutableArray<double> ages) => Assessment.Of(
        Sampled,
        Measurement.Of(Sampled, new GateAnswers([.. values.Select(value => new LabelledValue("", value))]) { Requests = [1000], Samples = samples, Ages = ages }),
        null);

    static Assessment Judge(Gate gate, ImmutableArray<double> values) =>
        Assessment.Of(gate, Measurement.Of(gate, new GateAnswers([.. values.Select((value, index) => new LabelledValue($"{{n=\"{index}\"}}", value))])), null);

    static ImmutableArray<double> Numbers(string cell) =>
        [.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "+Inf" ? double.PositiveInfinity : double.Parse(word, CultureInfo.InvariantCulture))];
}

using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

/// <summary>What a source may answer, and what a gate says to it. At least 100 requests are wanted.</summary>
public sealed class GateTableTests
{
    // What is expected | series of the query | series of the count | warnings | series of the baseline and its count | verdict
    const string Table = """
        at most 0.01 | 0 | 1000 | | | Passed
        at most 0.01 | 0.0099 | 1000 | | | Passed
        at most 0.01 | 0.01 | 1000 | | | Passed
        at most 0.01 | 0.010001 | 1000 | | | Failed
        at most 0.01 | 1 | 1000 | | | Failed
        at most 0.01 | 1e300 | 1000 | | | Failed
        at most 0.01 | -0.5 | 1000 | | | Inconclusive
        at most 0.01 | | 1000 | | | NoEvidence
        at most 0.01 | NaN | 1000 | | | NoEvidence
        at most 0.01 | +Inf | 1000 | | | NoEvidence
        at most 0.01 | -Inf | 1000 | | | NoEvidence
        at most 0.01 | 0 0 | 1000 | | | Inconclusive
        at most 0.01 | 0 NaN | 1000 | | | Inconclusive
        at most 0.01 | 1 1 | 1000 | | | Inconclusive
        at most 0.01 | 0 0 0 0 0 | 1000 | | | Inconclusive
        at most 0.01 | 0 | | | | NoEvidence
        at most 0.01 | 0 | NaN | | | NoEvidence
        at most 0.01 | 0 | +Inf | | | NoEvidence
        at most 0.01 | 0 | 500 500 | | | Inconclusive
        at most 0.01 | 0 | 0 | | | Inconclusive
        at most 0.01 | 0 | 1 | | | Inconclusive
        at most 0.01 | 0 | 99.9 | | | Inconclusive
        at most 0.01 | 0 | 100 | | | Passed
        at most 0.01 | 0 | -5 | | | Inconclusive
        at most 0.01 | 1 | 99 | | | Inconclusive
        at most 0.01 | 1 | 100 | | | Failed
        at most 0.01 | 0 | none | | | Passed
        at most 0.01 | 1 | none | | | Failed
        at most 0.01 | 0 | 1000 | partial response | | Inconclusive
        at most 0.01 | 1 | 1000 | partial response | | Inconclusive
        at most 0.01 | | 1000 | partial response | | NoEvidence
        at most 0.01 | NaN | 1000 | partial response | | NoEvidence
        at most 0.01 | 0 0 | 1000 | partial response | | Inconclusive
        at most 0.01 | 0 | 10 | partial response | | Inconclusive
        at most 0 | 0 | 1000 | | | Passed
        at most 0 | 0.0000001 | 1000 | | | Failed
        at least 3 | 3 | none | | | Passed
        at least 3 | 2.999 | none | | | Failed
        at least 3 | 100 | none | | | Passed
        at least 3 | 0 | none | | | Failed
        at least 3 | | none | | | NoEvidence
        at least 3 | NaN | none | | | NoEvidence
        at least 3 | +Inf | none | | | NoEvidence
        at least 3 | 3 3 | none | | | Inconclusive
        at least 3 | 3 | 50 | | | Inconclusive
        above 0.2 | 0.12 | 1000 | | 0.1 1000 | Passed
        above 0.2 | 0.05 | 1000 | | 0.1 1000 | Passed
        above 0.2 | 0.1201 | 1000 | | 0.1 1000 | Inconclusive
        above 0.2 | 0.13 | 1000 | | 0.1 1000 | Inconclusive
        above 0.2 | 0.15 | 1000 | | 0.1 1000 | Failed
        above 0.2 | 0.1201 | 20000000 | | 0.1 20000000 | Failed
        above 0.2 | 0.1201 | none | | 0.1 1000 | Failed
        above 0.2 | 0.1201 | 1000 | | 12 1000 | Passed
        above 0.2 | 0.02 | 100 | | 0.01 100 | Inconclusive
        above 0.2 | 0.2 | 100 | | 0.01 100 | Failed
        above 0.2 | 0.003 | 1000 | | 0 1000 | Inconclusive
        above 0.2 | 0.005 | 1000 | | 0 1000 | Failed
        above 0.2 | 0.00001 | 100000 | | 0 100 | Inconclusive
        above 0.2 | 0 | none | | 0 1000 | NoEvidence
        above 0.2 | -0.1 | 1000 | | 0.1 1000 | Inconclusive
        above 0.2 | 0.1 | 1000 | | | NoEvidence
        above 0.2 | 0 | 1000 | | | NoEvidence
        above 0.2 | 0.1 | 1000 | | 0 1000 | Failed
        above 0.2 | 0 | 1000 | | 0 1000 | Passed
        above 0.2 | 0.1 | 1000 | | -1 1000 | NoEvidence
        above 0.2 | 0.1 | 1000 | | NaN 1000 | NoEvidence
        above 0.2 | 0.1 | 1000 | | +Inf 1000 | NoEvidence
        above 0.2 | 0.1 | 1000 | | 0.1 99 | NoEvidence
        above 0.2 | 0.1 | 1000 | | 0.1 NaN | NoEvidence
        above 0.2 | 0.1 | 99 | | 0.1 1000 | Inconclusive
        above 0.2 | NaN | 1000 | | 0.1 1000 | NoEvidence
        above 0.2 | | 1000 | | 0.1 1000 | NoEvidence
        above 0.2 | 0.1 0.1 | 1000 | | 0.1 1000 | Inconclusive
        above 0.2 | 0.1 | 1000 | partial response | 0.1 1000 | Inconclusive
        below 0.5 | 50 | none | | 100 1000 | Passed
        below 0.5 | 49.99 | none | | 100 1000 | Failed
        below 0.5 | 0 | none | | 100 1000 | Failed
        below 0.5 | 500 | none | | 100 1000 | Passed
        below 0.5 | 50 | none | | 0 1000 | NoEvidence
        below 0.5 | 50 | none | | | NoEvidence
        below 0.5 | | none | | 100 1000 | NoEvidence
        below 0.5 | NaN | none | | 100 1000 | NoEvidence
        below 0 | 4 | none | | 4 1000 | Passed
        below 0 | 3 | none | | 4 1000 | Failed
        """;

    public static TheoryData<string> Cases => [.. Table.Split('\n')];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_gate_says(string line)
    {
        var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();

        Assert.Equal(cells[5], Case.Of(cells).Verdict().ToString());
    }

    [Fact]
    public void There_are_at_least_sixty_cases_and_each_verdict_is_among_them()
    {
        var lines = Table.Split('\n');

        Assert.True(lines.Distinct().Count() >= 60);
        Assert.All(Enum.GetNames<Verdict>(), verdict => Assert.Contains(lines, line => line.EndsWith($"| {verdict}", StringComparison.Ordinal)));
    }

    /// <summary>Less is known: no series, fewer requests, nobody counted them in a way that can be used, a warning, no baseline or one of fewer requests.</summary>
    [Fact]
    public void Taking_samples_away_never_turns_a_verdict_into_Passed() =>
        Gen.Select(Gen.Int[0, Table.Split('\n').Length - 1], Gen.Int[0, 6], Gen.Double[0, 1]).Sample((index, taken, part) =>
        {
            var all = Case.Of([.. Table.Split('\n')[index].Split('|').Select(cell => cell.Trim())]);
            var less = all.Without(taken, part);

            Assert.True(less.Verdict() != Verdict.Passed || all.Verdict() == Verdict.Passed, $"{all.Verdict()} became {less.Verdict()} in line {index + 1} by way {taken}");
        });

    [Fact]
    public void A_gate_without_any_answer_never_passes_whatever_is_expected() =>
        Assert.All(Table.Split('\n'), line => Assert.NotEqual(Verdict.Passed, Case.Of([.. line.Split('|').Select(cell => cell.Trim())]).Without(0, 0).Verdict()));

    sealed record Case(Gate Gate, ImmutableArray<double> Values, ImmutableArray<double>? Requests, ImmutableArray<string> Warnings, ImmutableArray<double> Baseline)
    {
        public static Case Of(string[] cells)
        {
            var (words, amount) = (cells[0][..cells[0].LastIndexOf(' ')], double.Parse(cells[0][cells[0].LastIndexOf(' ')..], CultureInfo.InvariantCulture));
            GateLimit limit = words switch
            {
                "at most" => new GateLimit.AtMost(amount),
                "at least" => new GateLimit.AtLeast(amount),
                "above" => new GateLimit.AboveBaseline(amount),
                _ => new GateLimit.BelowBaseline(amount),
            };
            return new Case(ChartRunbook.Errors with { Limit = limit }, Numbers(cells[1]), cells[2] == "none" ? null : Numbers(cells[2]), cells[3].Length > 0 ? [cells[3]] : [], Numbers(cells[4]));
        }

        public Verdict Verdict() => Assessment.Of(Gate, Measurement.Of(Values, Requests, Warnings), Before()).Verdict;

        public Case Without(int way, double part) => way switch
        {
            0 => this with { Values = [] },
            1 => this with { Requests = Requests is null ? null : [.. Requests.Value.Select(count => count * part)] },
            2 => this with { Requests = [] },
            3 => this with { Warnings = [.. Warnings, "a store did not answer"] },
            4 => this with { Baseline = [] },
            5 => this with { Baseline = [.. Baseline.Select((number, place) => place == 1 ? number * part : number)] },
            _ => this with { Values = [.. Values.Select(_ => double.NaN)] },
        };

        // As Prepare measures it: what is in doubt then is no baseline.
        Measurement? Before()
        {
            if (Baseline.IsEmpty)
            {
                return null;
            }

            var measured = Measurement.Of(Baseline[..1], Baseline[1..], []);
            var judged = Assessment.Of(Gate with { Limit = new GateLimit.AtLeast(double.MinValue) }, measured, null);
            return measured with { Trouble = judged.Verdict == X0tta6bl4.Release.Gates.Verdict.Passed ? "" : judged.Seen };
        }

        static ImmutableArray<double> Numbers(string cell) =>
            [.. cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.EndsWith("Inf", StringComparison.Ordinal) ? word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity : double.Parse(word, CultureInfo.InvariantCulture))];
    }
}

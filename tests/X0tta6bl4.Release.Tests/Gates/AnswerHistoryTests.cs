using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

/// <summary>What several answers say together. P passed, F failed, I was inconclusive, N had no evidence.</summary>
public sealed class AnswerHistoryTests
{
    [Theory]
    [InlineData("1 of 1", "P", Verdict.Passed)]
    [InlineData("1 of 1", "F", Verdict.Failed)]
    [InlineData("1 of 1", "I", Verdict.Inconclusive)]
    [InlineData("1 of 1", "N", Verdict.NoEvidence)]
    [InlineData("1 of 1", "FP", Verdict.Passed)]
    [InlineData("1 of 1", "PN", Verdict.NoEvidence)]
    [InlineData("2 of 3", "P", Verdict.Passed)]
    [InlineData("2 of 3", "F", Verdict.Inconclusive)]
    [InlineData("2 of 3", "FF", Verdict.Failed)]
    [InlineData("2 of 3", "FP", Verdict.Inconclusive)]
    [InlineData("2 of 3", "FPF", Verdict.Failed)]
    [InlineData("2 of 3", "FNF", Verdict.Failed)]
    [InlineData("2 of 3", "PFP", Verdict.Passed)]
    [InlineData("2 of 3", "FPPF", Verdict.Passed)]
    [InlineData("2 of 3", "FFPP", Verdict.Passed)]
    [InlineData("2 of 3", "FFPN", Verdict.Inconclusive)]
    [InlineData("2 of 3", "N", Verdict.NoEvidence)]
    [InlineData("2 of 3", "NNN", Verdict.NoEvidence)]
    [InlineData("2 of 3", "NNI", Verdict.Inconclusive)]
    [InlineData("2 of 3", "NNP", Verdict.Inconclusive)]
    [InlineData("2 of 3", "NPP", Verdict.Passed)]
    [InlineData("2 of 3", "INF", Verdict.Inconclusive)]
    [InlineData("3 of 5", "FPFPF", Verdict.Failed)]
    [InlineData("3 of 5", "PFPFP", Verdict.Passed)]
    [InlineData("3 of 5", "FFPPI", Verdict.Inconclusive)]
    [InlineData("3 of 5", "FFPPPPF", Verdict.Passed)]
    [InlineData("3 of 5", "PPNNN", Verdict.Inconclusive)]
    [InlineData("3 of 3", "FFP", Verdict.Passed)]
    [InlineData("3 of 3", "FFF", Verdict.Failed)]
    [InlineData("1 of 3", "PPF", Verdict.Failed)]
    [InlineData("1 of 3", "PPN", Verdict.Inconclusive)]
    [InlineData("1 of 3", "PPP", Verdict.Passed)]
    public void Answers_say_together(string rule, string answers, Verdict verdict) => Assert.Equal(verdict, History(rule, answers).Judged?.Verdict);

    [Theory]
    [InlineData("1 of 1", "N", true)]
    [InlineData("2 of 3", "P", false)]
    [InlineData("2 of 3", "PP", true)]
    [InlineData("2 of 3", "FP", false)]
    [InlineData("2 of 3", "FF", true)]
    [InlineData("2 of 3", "NNN", true)]
    [InlineData("3 of 5", "PPFP", true)]
    [InlineData("1 of 3", "PP", false)]
    public void Asking_ends_when_nothing_could_change_the_verdict(string rule, string answers, bool decided) => Assert.Equal(decided, History(rule, answers).IsDecided);

    [Fact]
    public void Without_an_answer_nothing_is_said() => Assert.Null(AnswerHistory.Of(ChartRunbook.Errors).Judged);

    [Fact]
    public void One_answer_that_decides_is_told_as_it_is() => Assert.Same(Answer('F'), History("1 of 1", "PF").Judged);

    [Fact]
    public void Several_answers_are_counted_in_the_proof() => Assert.Equal(
        "F; of the last 3: 1 passed, 2 failed (2 of 3 fail the gate); wanted good",
        History("2 of 3", "FFFP").Judged?.Message);

    [Fact]
    public void Taking_evidence_away_never_turns_a_verdict_into_Passed() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Char["PFIN"].Array[1, 10], Gen.Int[0, 9], Gen.Char["IN"]).Sample((atLeast, of, answers, place, missing) =>
        {
            var rule = new FailureRule(Math.Min(atLeast, of), of);
            var less = answers.ToArray();
            less[place % less.Length] = missing;

            Assert.True(Judge(rule, less) != Verdict.Passed || Judge(rule, answers) == Verdict.Passed, $"{rule}: {new string(answers)} became {new string(less)}");
        });

    static readonly Dictionary<char, Assessment> Answers = new()
    {
        ['P'] = new(Verdict.Passed, "good", "P"),
        ['F'] = new(Verdict.Failed, "good", "F"),
        ['I'] = new(Verdict.Inconclusive, "good", "I"),
        ['N'] = new(Verdict.NoEvidence, "good", "N"),
    };

    static Assessment Answer(char letter) => Answers[letter];

    static AnswerHistory History(string rule, string answers) =>
        answers.Aggregate(AnswerHistory.Of(ChartRunbook.Errors with { Failed = new FailureRule(rule[0] - '0', rule[^1] - '0') }), (history, letter) => history.With(Answer(letter)));

    static Verdict? Judge(FailureRule rule, char[] answers) => answers.Aggregate(new AnswerHistory(rule, []), (history, letter) => history.With(Answer(letter))).Judged?.Verdict;
}

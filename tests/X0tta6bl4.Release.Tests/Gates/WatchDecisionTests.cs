using System.Globalization;
using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

public sealed class WatchDecisionTests
{
    static readonly WatchRule Rule = new();

    // A verdict for each minute: Passed, Failed, Inconclusive, No evidence.
    static readonly Gen<string> Streams = Chosen.From('P', 'P', 'P', 'P', 'P', 'P', 'P', 'P', 'F', 'I', 'N').Array[0, 40].Select(verdicts => new string(verdicts));

    [Theory]
    // The window is as long as the interval: two in a row are enough.
    [InlineData(1, "PPPPF", false)]
    [InlineData(1, "PPPFF", true)]
    [InlineData(1, "PFPFPF", false)]
    [InlineData(1, "FNF", false)]
    [InlineData(1, "NNNNN", false)]
    [InlineData(1, "IIIII", false)]
    [InlineData(1, "FF", true)]
    // Five minutes: one bad minute is in five answers, so that it takes six.
    [InlineData(5, "PFFFFF", false)]
    [InlineData(5, "PFFFFFF", true)]
    [InlineData(5, "PFFFFFPF", false)]
    [InlineData(5, "PFFFNFFF", false)]
    // A moment.
    [InlineData(0, "PF", false)]
    [InlineData(0, "PFF", true)]
    public void A_subject_has_failed_after_two_failures_in_a_row_about_times_that_do_not_overlap(int window, string verdicts, bool hasFailed) =>
        Assert.Equal(hasFailed, WatchDecision.Failed([Fold(verdicts, window)]) is not null);

    [Theory]
    [InlineData(1, "PF", true)]
    [InlineData(3, "PFF", false)]
    [InlineData(3, "PFFF", true)]
    public void The_rule_says_how_many(int failures, string verdicts, bool hasFailed) =>
        Assert.Equal(hasFailed, WatchDecision.Failed([Fold(verdicts, 1, Rule with { FailuresInRow = failures })]) is not null);

    [Theory]
    [InlineData("PPPPPPPPPP", "")]
    [InlineData("PPPPPNPPPP", "")]
    [InlineData("PPPPPFPPPP", "")]
    [InlineData("", "errors: was never answered")]
    [InlineData("PPPPPPPPPN", "errors: no evidence at the end, seen N; wanted good")]
    [InlineData("PPPPPPPPPI", "errors: inconclusive at the end, seen I; wanted good")]
    [InlineData("PPPPPPPPPF", "errors: failed at the end, seen F; wanted good")]
    [InlineData("PPNPNPPPPP", "errors: shown to be good for 80 % of the time; at least 90 % is wanted")]
    [InlineData("NNNNNNNNNP", "errors: shown to be good for 10 % of the time; at least 90 % is wanted")]
    [InlineData("PPPPPPP", "errors: shown to be good for 70 % of the time; at least 90 % is wanted")]
    [InlineData("PPFNPPPPPP", "errors: may have failed unseen, too much evidence is missing around a failure")]
    [InlineData("PPNFPPPPPP", "errors: may have failed unseen, too much evidence is missing around a failure")]
    public void A_watch_ends_well_only_on_evidence(string verdicts, string lacking) =>
        Assert.Equal(lacking, string.Join("; ", WatchDecision.Lacking([Fold(verdicts, 1)], Rule, TimeSpan.FromMinutes(10))));

    [Fact]
    public void What_may_be_missing_holds_nothing_up_but_is_no_evidence_of_its_own()
    {
        var optional = new WatchStanding(new WatchedSubject("cpu", TimeSpan.FromMinutes(1), Optional: true));

        Assert.Empty(WatchDecision.Lacking([Fold("PPPPPPPPPP", 1), optional], Rule, TimeSpan.FromMinutes(10)));
        Assert.Equal(["nothing was asked that must not be missing"], WatchDecision.Lacking([optional], Rule, TimeSpan.FromMinutes(10)));
        Assert.NotEmpty(WatchDecision.Lacking([], Rule, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void A_pass_vouches_for_three_intervals_at_most()
    {
        var asleep = new WatchStanding(new WatchedSubject("errors", TimeSpan.FromMinutes(1), Optional: false)).With(Answer('P'), Lab.Start.AddHours(1), TimeSpan.FromHours(1), Rule);

        Assert.Equal(TimeSpan.FromMinutes(3), asleep.Count.Shown);
    }

    // Failures that nobody sees at all are an outage of the source like any other: how much of that may be is the rule's least evidence.
    [Fact]
    public void Evidence_of_no_failure_that_is_taken_away_never_makes_a_good_end_of_a_bad_one() =>
        Gen.Select(Streams, Gen.Int[0, int.MaxValue], Chosen.From(0, 1, 3)).Sample((stream, which, window) =>
        {
            var less = new string([.. stream.Select((verdict, index) => verdict != 'F' && (which >> (index % 31) & 1) == 1 ? 'N' : verdict)]);
            return EndsWell(stream, window) || HasFailed(stream, window) || !EndsWell(less, window);
        });

    [Fact]
    public void Nor_does_it_make_one_of_a_failure_of_which_something_is_left() =>
        Gen.Select(Streams, Gen.Int[0, 39], Chosen.From('N', 'I')).Sample((stream, index, missing) =>
        {
            var less = index < stream.Length ? string.Concat(stream.AsSpan(0, index), missing.ToString(), stream.AsSpan(index + 1)) : stream;
            return !HasFailed(stream, 0) || HasFailed(less, 0) || !EndsWell(less, 0);
        });

    [Fact]
    public void Evidence_that_is_taken_away_never_makes_a_failure() =>
        Gen.Select(Streams, Gen.Int[0, int.MaxValue], Chosen.From(0, 1, 3)).Sample((stream, which, window) =>
        {
            var less = new string([.. stream.Select((verdict, index) => (which >> (index % 31) & 1) == 1 ? 'N' : verdict)]);
            return HasFailed(stream, window) || !HasFailed(less, window);
        });

    [Fact]
    public void A_change_is_told_once_it_has_lasted_and_at_most_twenty_times()
    {
        Assert.Equal("P", Told("PPPPPP"));
        Assert.Equal("P", Told("PNPNPN"));
        Assert.Equal("PNP", Told("PPNNNNPP"));
        Assert.Equal("N", Told("N"));
        Assert.Equal(1 + WatchStanding.MostChanges, Told(string.Concat(Enumerable.Repeat("NNPP", 50))).Length);
    }

    // Whether it failed at any moment: then the watch was over.
    static bool HasFailed(string verdicts, int window) => Enumerable.Range(1, verdicts.Length).Any(count => Fold(verdicts[..count], window).HasFailed);

    static bool EndsWell(string verdicts, int window) => !HasFailed(verdicts, window) && WatchDecision.Lacking([Fold(verdicts, window)], Rule with { LeastEvidence = 0.5 }, TimeSpan.FromMinutes(verdicts.Length)).IsEmpty;

    static WatchStanding Fold(string verdicts, int window, WatchRule? rule = null) => verdicts.Index().Aggregate(
        new WatchStanding(new WatchedSubject("errors", TimeSpan.FromMinutes(window), Optional: false)),
        (standing, answer) => standing.With(Answer(answer.Item), Lab.Start.AddMinutes(answer.Index + 1), TimeSpan.FromMinutes(1), rule ?? Rule));

    static string Told(string verdicts)
    {
        var (standing, told) = (new WatchStanding(new WatchedSubject("errors", TimeSpan.Zero, Optional: false)), "");
        foreach (var (index, verdict) in verdicts.Index())
        {
            standing = standing.With(Answer(verdict), Lab.Start.AddMinutes(index), TimeSpan.FromMinutes(1), Rule);
            if (standing.IsNews(Rule))
            {
                (standing, told) = (standing.AsTold(standing.Last!), told + verdict);
            }
        }

        return told;
    }

    static Assessment Answer(char verdict) => new(
        verdict switch { 'P' => Verdict.Passed, 'F' => Verdict.Failed, 'I' => Verdict.Inconclusive, _ => Verdict.NoEvidence }, "good", string.Create(CultureInfo.InvariantCulture, $"seen {verdict}"));
}

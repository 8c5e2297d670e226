using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Gates;

public sealed class AvailabilityAssessmentTests
{
    [Theory]
    // due, failed, missed, doubted, limit
    [InlineData(1000, 0, 0, 0, 0.01, Verdict.Passed)]
    [InlineData(1000, 10, 0, 0, 0.01, Verdict.Passed)]
    [InlineData(1000, 11, 0, 0, 0.01, Verdict.Failed)]
    [InlineData(1000, 0, 10, 0, 0.01, Verdict.Passed)]
    [InlineData(1000, 0, 11, 0, 0.01, Verdict.Inconclusive)]
    [InlineData(1000, 0, 0, 11, 0.01, Verdict.Inconclusive)]
    [InlineData(1000, 6, 5, 0, 0.01, Verdict.Inconclusive)]
    [InlineData(1000, 11, 900, 0, 0.01, Verdict.Failed)]
    [InlineData(1000, 0, 1000, 0, 0.01, Verdict.NoEvidence)]
    [InlineData(1000, 0, 0, 1000, 0.01, Verdict.NoEvidence)]
    [InlineData(0, 0, 0, 0, 0.01, Verdict.NoEvidence)]
    [InlineData(1000, 0, 0, 0, 0.0, Verdict.Passed)]
    [InlineData(1000, 1, 0, 0, 0.0, Verdict.Failed)]
    [InlineData(1000, 0, 1, 0, 0.0, Verdict.Inconclusive)]
    [InlineData(1, 1, 0, 0, 0.01, Verdict.Failed)]
    [InlineData(1, 0, 0, 0, 0.01, Verdict.Passed)]
    [InlineData(1000, 1000, 0, 0, 1.0, Verdict.Passed)]
    public void Probes_that_show_nothing_count_against_a_pass_and_not_for_a_failure(long due, long failed, long missed, long doubted, double limit, Verdict verdict) =>
        Assert.Equal(verdict, AvailabilityAssessment.Of(Probe(limit), new ProbeCount(due, failed, missed, doubted, failed > 0 ? "503" : "")).Verdict);

    [Fact]
    public void Taking_probes_away_never_turns_a_verdict_into_Passed() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 60], Gen.Bool.Array[60], Gen.Int[0, 5], Gen.Int[0, 4].Select(i => new[] { 0.0, 0.01, 0.05, 0.5, 1.0 }[i])).Sample((outcomes, taken, unknown, limit) =>
        {
            var probes = outcomes.Select(outcome => Ended((ProbeOutcome)outcome)).ToArray();
            var due = probes.Length + unknown;

            var all = AvailabilityAssessment.Of(Probe(limit), ProbeCount.Of(due, probes)).Verdict;
            var some = AvailabilityAssessment.Of(Probe(limit), ProbeCount.Of(due, probes.Where((_, index) => !taken[index]))).Verdict;

            Assert.True(some != Verdict.Passed || all == Verdict.Passed, $"{all} became {some}");
            Assert.True(some != Verdict.Failed || all == Verdict.Failed, $"{all} became {some}");
        });

    [Theory]
    [InlineData(48_213, 0, 0, 0, "0 of 48,213 requests failed: at most 0.00621 % with 95 % confidence (Clopper-Pearson); outages shorter than 63 ms can be missed")]
    [InlineData(1212, 12, 10, 2, "12 of 1,200 requests failed (the first: 503 Service Unavailable), 10 more were due and the prober itself was late, 2 more failed while the control endpoint failed, too: 0.578 % or more, and 1.62 % or less, each with 95 % confidence (Clopper-Pearson); outages shorter than 63 ms can be missed")]
    [InlineData(20, 0, 20, 0, "no request showed anything, 20 more were due and the prober itself was late")]
    public void A_claim_is_stated_with_its_bound(long due, long failed, long missed, long doubted, string seen) =>
        Assert.Equal(seen, AvailabilityAssessment.Of(Probe(0.01), new ProbeCount(due, failed, missed, doubted, "503 Service Unavailable")).Seen);

    [Fact]
    public void What_is_wanted_is_said() => Assert.Equal("at most 0.1 % of the requests failed", AvailabilityAssessment.Of(Probe(0.001), ProbeCount.None).Wanted);

    [Theory]
    [InlineData(20, 1, 0.01, false)]
    [InlineData(40, 3, 0.01, false)]
    [InlineData(40, 4, 0.01, true)]
    [InlineData(5, 5, 0.01, true)]
    [InlineData(10_000, 100, 0.01, false)]
    [InlineData(10_000, 140, 0.01, true)]
    [InlineData(1, 1, 0.0, true)]
    [InlineData(1000, 0, 0.0, false)]
    [InlineData(10, 10, 1.0, false)]
    public void A_stage_is_stopped_early_only_beyond_doubt(long due, long failed, double limit, bool stops) =>
        Assert.Equal(stops, AvailabilityAssessment.IsBeyondDoubt(Probe(limit), new ProbeCount(due, failed, 0, 0, "503")));

    [Fact]
    public void Counts_of_several_runs_add_up_and_keep_the_first_failure() =>
        Assert.Equal(new ProbeCount(33, 3, 7, 1, "503"), new ProbeCount(11, 0, 7, 0, "").Plus(new ProbeCount(12, 2, 0, 0, "503")).Plus(new ProbeCount(10, 1, 0, 1, "reset")));

    static AvailabilityProbe Probe(double limit) => new() { Request = new EndpointRequest("api", "/keys", "GET", 200), Rate = 20, Timeout = TimeSpan.FromSeconds(5), FailedAtMost = limit };

    static Probe Ended(ProbeOutcome outcome) => new("api", "UpdateGateway/1", Testing.Lab.Start, outcome, TimeSpan.Zero, TimeSpan.Zero, 0, outcome == ProbeOutcome.Failed ? "503" : "");
}

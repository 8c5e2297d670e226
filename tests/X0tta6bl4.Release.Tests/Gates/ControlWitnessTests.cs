using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Gates;

public sealed class ControlWitnessTests
{
    readonly ControlWitness witness = new(TimeSpan.FromMilliseconds(200));

    [Fact]
    public void A_failure_counts_when_the_control_endpoint_answers_afterwards()
    {
        witness.Failed(Ended("api", 1.0, 0.1, ProbeOutcome.Failed));

        Assert.Equal(1, witness.Waiting);
        Assert.Equal([ProbeOutcome.Failed], witness.Seen(Ended(Probe.Control, 1.2, 0.01, ProbeOutcome.Good)).Select(probe => probe.Outcome));
        Assert.Equal(0, witness.Waiting);
    }

    [Theory]
    // The control endpoint's failure: when it was due, and how long that took; the other one's was from 1.0 to 1.5.
    [InlineData(0.2, 0.1, ProbeOutcome.Failed)]
    [InlineData(0.5, 0.2, ProbeOutcome.Doubted)]
    [InlineData(1.2, 0.0, ProbeOutcome.Doubted)]
    [InlineData(0.0, 2.0, ProbeOutcome.Doubted)]
    [InlineData(1.8, 0.0, ProbeOutcome.Doubted)]
    [InlineData(2.0, 0.0, ProbeOutcome.Failed)]
    public void A_failure_at_the_same_time_as_one_of_the_control_endpoint_is_doubted(double due, double length, ProbeOutcome outcome)
    {
        witness.Failed(Ended("api", 1.0, 0.5, ProbeOutcome.Failed));

        var settled = witness.Seen(Ended(Probe.Control, due, length, ProbeOutcome.Failed));
        settled = settled.Count > 0 ? settled : witness.Seen(Ended(Probe.Control, 2.2, 0.01, ProbeOutcome.Good));

        Assert.Equal([outcome], settled.Select(probe => probe.Outcome));
    }

    [Fact]
    public void What_the_control_endpoint_said_before_or_missed_settles_nothing()
    {
        witness.Failed(Ended("api", 1.0, 0.5, ProbeOutcome.Failed));

        Assert.Empty(witness.Seen(Ended(Probe.Control, 1.4, 0.01, ProbeOutcome.Good)));
        Assert.Empty(witness.Seen(Ended(Probe.Control, 1.6, 0, ProbeOutcome.Missed)));
        Assert.Equal([ProbeOutcome.Failed], witness.SettleAll().Select(probe => probe.Outcome));
        Assert.Empty(witness.SettleAll());
    }

    static Probe Ended(string target, double due, double length, ProbeOutcome outcome) =>
        new(target, "UpdateGateway/1", Lab.Start.AddSeconds(due), outcome, TimeSpan.FromSeconds(length), TimeSpan.Zero, 0, "");
}

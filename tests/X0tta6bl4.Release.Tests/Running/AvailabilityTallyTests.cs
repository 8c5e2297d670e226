using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class AvailabilityTallyTests : IDisposable
{
    readonly Lab lab = new();
    readonly Recorder shown = new();
    readonly AvailabilityTally tally;

    public AvailabilityTallyTests()
    {
        lab.Observers.Add(shown);
        tally = new AvailabilityTally(lab.LogFrom(new ReleaseState()), lab.Time);
    }

    [Fact]
    public void An_endpoint_is_shown_with_its_first_probe_and_then_once_a_second()
    {
        for (var i = 0; i < 40; i++)
        {
            Add("api", ProbeOutcome.Good);
            lab.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal([1, 21], shown.Figures.Select(figure => figure.Count.Due));
    }

    [Fact]
    public void A_failure_is_shown_at_once_and_counts_with_all_that_was_before()
    {
        Add("api", ProbeOutcome.Good);
        Add("api", ProbeOutcome.Missed);
        Add("api", ProbeOutcome.Failed);

        Assert.Equal(new AvailabilityFigure("api", new ProbeCount(3, 1, 1, 0, "503")), shown.Figures[^1]);
    }

    [Fact]
    public void Endpoints_are_counted_each_for_itself()
    {
        Add("api", ProbeOutcome.Good);
        Add("web", ProbeOutcome.Good);

        Assert.Equal([("api", 1L), ("web", 1L)], shown.Figures.Select(figure => (figure.Endpoint, figure.Count.Due)));
    }

    public void Dispose() => lab.Dispose();

    void Add(string endpoint, ProbeOutcome outcome) =>
        tally.Add(new Probe(endpoint, "UpdateGateway/1", lab.Time.GetUtcNow(), outcome, TimeSpan.Zero, TimeSpan.Zero, 0, outcome == ProbeOutcome.Failed ? "503" : ""));
}

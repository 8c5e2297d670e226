using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>The probes of one phase of a release while it lasts, by endpoint. One caller at a time.</summary>
/// <param name="name">The phase.</param>
/// <param name="probes">How endpoints are watched.</param>
/// <param name="opened">When the phase began, see <see cref="TimeProvider.GetTimestamp"/>.</param>
sealed class PhaseLedger(string name, ImmutableArray<AvailabilityProbe> probes, long opened)
{
    /// <summary>A schedule that was kept by less than this was not kept: the prober did not run.</summary>
    const double LeastShare = 0.9;

    readonly Dictionary<string, ProbeCount> counts = probes.ToDictionary(probe => probe.Endpoint, _ => ProbeCount.None);
    readonly Dictionary<string, long> underWay = probes.ToDictionary(probe => probe.Endpoint, _ => 0L);
    TimeSpan? length;

    /// <summary>The phase.</summary>
    public string Name => name;

    /// <summary>When it began.</summary>
    public long Opened => opened;

    /// <summary>Probes that were sent and have not been settled.</summary>
    public long UnderWay => underWay.Values.Sum();

    /// <summary>A probe was sent.</summary>
    public void Begun(string endpoint) => underWay[endpoint]++;

    /// <summary>A probe that was sent is settled.</summary>
    public void Settled(Probe probe)
    {
        underWay[probe.Target]--;
        counts[probe.Target] = counts[probe.Target].With(probe);
    }

    /// <summary>Probes were not sent.</summary>
    public void Missed(Probe probe) => counts[probe.Target] = counts[probe.Target].With(probe);

    /// <summary>The phase is over; probes of it may still be under way.</summary>
    public void Close(TimeProvider time) => length ??= time.GetElapsedTime(opened);

    /// <summary>What became of an endpoint's probes so far; those under way are left out.</summary>
    public ProbeCount So(string endpoint) => counts[endpoint];

    /// <summary>What became of an endpoint's probes in the whole phase. What was due by the clock and is not known of was missed: a prober that did not run cannot say so itself.</summary>
    public ProbeCount Whole(AvailabilityProbe probe, TimeProvider time)
    {
        Close(time);
        var known = counts[probe.Endpoint];
        var due = known.Due + underWay[probe.Endpoint];
        var expected = (long)(probe.Rate * length!.Value.TotalSeconds);
        // Within a second the prober may still have been getting ready.
        var whole = due < (expected * LeastShare) - probe.Rate ? expected : due;
        return known with { Due = whole, Missed = known.Missed + whole - known.Due };
    }
}

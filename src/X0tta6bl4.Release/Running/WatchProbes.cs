using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Probes the public endpoints of a release while it is watched. The ledger keeps every probe that was not good, and one line for the good ones between two
/// questions: the probes of two days would be millions of lines.</summary>
sealed class WatchProbes : IProbeSink, IAsyncDisposable
{
    /// <summary>The phase of its probes in the ledger.</summary>
    public const string Phase = "Watch";

    /// <summary>A schedule that was kept by less than this was not kept: the prober did not run.</summary>
    const double LeastShare = 0.9;

    readonly Lock gate = new();
    readonly RunContext context;
    readonly ImmutableArray<AvailabilityProbe> probed;
    readonly Dictionary<string, Tally> tallies;
    readonly ControlWitness? witness;
    readonly AvailabilityTally shown;
    readonly LedgerFile file;
#pragma warning disable CA2213 // Disposed of by DisposeAsync, once.
    IAsyncDisposable? probing;
#pragma warning restore CA2213

    /// <summary>Makes one that probes nothing yet. Endpoints that the estate does not have any more are not probed, and never pass.</summary>
    public WatchProbes(RunContext context)
    {
        this.context = context;
        probed = [.. context.Plan.Probes.Where(probe => context.Estate.Prober is not null && context.Estate.Endpoints.ContainsKey(probe.Endpoint))];
        tallies = probed.ToDictionary(probe => probe.Endpoint, _ => new Tally(context.Time.GetTimestamp()));
        witness = context.Estate.Control is null ? null : new ControlWitness(TimeSpan.FromSeconds(1.0 / ProbeTarget.ControlRate));
        shown = new AvailabilityTally(context.Log, context.Time);
        file = new LedgerFile(Path.Combine(context.Directory, LedgerFile.Name));
    }

    /// <summary>Begins to probe.</summary>
    public void Start()
    {
        if (!probed.IsEmpty)
        {
            var release = Path.GetFileName(context.Directory);
            var control = context.Estate.Control is { } url ? [ProbeTarget.Of(url, release)] : Array.Empty<ProbeTarget>();
            probing = context.Estate.Prober!.Start([.. probed.Select(probe => ProbeTarget.Of(probe, context.Estate.Endpoints[probe.Endpoint], release)), .. control], this);
        }
    }

    /// <summary>What became of the probes of an endpoint since this was asked last; what was due by the clock and is not known of was missed.</summary>
    public ProbeCount Take(AvailabilityProbe probe)
    {
        lock (gate)
        {
            if (!tallies.TryGetValue(probe.Endpoint, out var tally))
            {
                return ProbeCount.None;
            }

            if (tally.Good is { } good)
            {
                file.Add(good);
            }

            var expected = (long)(probe.Rate * context.Time.GetElapsedTime(tally.Opened).TotalSeconds);
            var due = tally.Count.Due + tally.UnderWay;
            // Within a second the prober may have been about to send.
            var missing = due < (expected * LeastShare) - probe.Rate ? expected - due : 0;
            tallies[probe.Endpoint] = new Tally(context.Time.GetTimestamp()) { UnderWay = tally.UnderWay };
            return tally.Count with { Due = tally.Count.Due + missing, Missed = tally.Count.Missed + missing };
        }
    }

    /// <summary>Ends the probing and closes the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        if (probing is { } running)
        {
            probing = null;
            await running.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var probe in probed)
        {
            Take(probe);
        }

        await file.DisposeAsync().ConfigureAwait(false);
        if (file.Lacking is { } lacking)
        {
            context.Log.Show(new RunProgress("availability", lacking));
        }
    }

    /// <inheritdoc/>
    string IProbeSink.Begun(string target)
    {
        lock (gate)
        {
            if (tallies.TryGetValue(target, out var tally))
            {
                tally.UnderWay++;
            }
        }

        return Phase;
    }

    /// <inheritdoc/>
    void IProbeSink.Ended(Probe probe)
    {
        IReadOnlyList<Probe> settled = [];
        lock (gate)
        {
            if (probe.Target == Probe.Control)
            {
                settled = witness!.Seen(probe);
            }
            else if (witness is not null && probe.Outcome == ProbeOutcome.Failed)
            {
                witness.Failed(probe);
            }
            else
            {
                settled = [probe];
            }
        }

        if (probe.Target == Probe.Control && probe.Outcome != ProbeOutcome.Good)
        {
            file.Add(probe);
        }

        foreach (var one in settled)
        {
            Settle(one);
        }
    }

    /// <inheritdoc/>
    void IProbeSink.Missed(string target, DateTimeOffset due, TimeSpan lag, long count)
    {
        var probe = new Probe(target, Phase, due, ProbeOutcome.Missed, TimeSpan.Zero, lag, 0, "not sent: the prober was late", count);
        file.Add(probe);
        if (target != Probe.Control)
        {
            lock (gate)
            {
                tallies[target].Add(probe);
            }

            shown.Add(probe);
        }
    }

    void Settle(Probe probe)
    {
        if (probe.Outcome != ProbeOutcome.Good)
        {
            file.Add(probe);
        }

        lock (gate)
        {
            tallies[probe.Target].UnderWay--;
            tallies[probe.Target].Add(probe);
        }

        shown.Add(probe);
    }

    // The probes of one endpoint between two questions.
    sealed class Tally(long opened)
    {
        public long Opened => opened;

        public long UnderWay { get; set; }

        public ProbeCount Count { get; private set; } = ProbeCount.None;

        // All good ones as one, with the greatest latency and lag.
        public Probe? Good { get; private set; }

        public void Add(Probe probe)
        {
            Count = Count.With(probe);
            if (probe.Outcome == ProbeOutcome.Good)
            {
                Good = Good is not { } all ? probe : all with { Count = all.Count + probe.Count, Latency = Greater(all.Latency, probe.Latency), Lag = Greater(all.Lag, probe.Lag) };
            }
        }

        static TimeSpan Greater(TimeSpan a, TimeSpan b) => a > b ? a : b;
    }
}

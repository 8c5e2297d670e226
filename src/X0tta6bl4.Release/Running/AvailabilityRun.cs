using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Running;

/// <summary>Watches public endpoints beside a run, from before its first change until after the last: keeps every probe in the ledger, counts them by what the
/// release was doing, and fails the stage in which too many fail. A prober that is late, or does not run, makes a claim void and stops nothing.</summary>
public sealed class AvailabilityRun : IProbeSink, IAsyncDisposable
{
    /// <summary>The phase of a way back.</summary>
    public const string Rollback = "Rollback";

    /// <summary>The phase between two stages.</summary>
    public const string Between = "between";

    // Who has failed already does not wait for the last answers.
    static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly Dictionary<string, PhaseLedger> phases = new(StringComparer.Ordinal);
    readonly Plan plan;
    readonly ReleaseLog log;
    readonly ConnectedEstate estate;
    readonly TimeProvider time;
    readonly string directory;
    readonly ControlWitness? witness;
    readonly AvailabilityTally tally;
    PhaseLedger? current;
    (string Stage, StageGuard Guard)? guarded;
    LedgerFile? file;
#pragma warning disable CA2213 // Disposed of by CompleteAsync, once.
    IAsyncDisposable? probing;
#pragma warning restore CA2213
    TaskCompletionSource? news;

    /// <summary>Makes one that watches nothing yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="log">The journal.</param>
    /// <param name="estate">The estate, with a prober.</param>
    /// <param name="time">The clock.</param>
    /// <param name="directory">The release's folder, an absolute path; its name is the release's.</param>
    public AvailabilityRun(Plan plan, ReleaseLog log, ConnectedEstate estate, TimeProvider time, string directory)
    {
        (this.plan, this.log, this.estate, this.time, this.directory, tally) = (plan, log, estate, time, directory, new AvailabilityTally(log, time));
        witness = estate.Control is null ? null : new ControlWitness(TimeSpan.FromSeconds(1.0 / ProbeTarget.ControlRate));
    }

    // Until a probe has ended for certain, and whether it counts is known.
    TimeSpan LongestWait => plan.Probes.Max(probe => probe.Timeout) + ProbeTarget.ControlTimeout + ShortWait;

    /// <summary>Begins to watch, unless that has begun, or the stage changes nothing live.</summary>
    /// <param name="stage">The stage that is about to begin.</param>
    /// <param name="cancellationToken">Ends the waiting for first answers.</param>
    /// <returns>Why the stage must not begin: an endpoint does not answer before anything was changed. Null when it may.</returns>
    public async Task<StepResult?> BeginAsync(PlannedStage stage, CancellationToken cancellationToken)
    {
        if (plan.Probes.IsEmpty || (probing is null && !stage.Steps.Any(step => step.Changes && !step.Temporary)))
        {
            return null;
        }

        Open($"{stage.Name}/{stage.Waves[0].Number}");
        await AppendAsync(Take(closedOnly: true)).ConfigureAwait(false);
        return Start() && log.State.Effects.IsEmpty ? await AskFirstAsync(cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>From now on the release does something else.</summary>
    /// <param name="phase">What, <c>STAGE/WAVE</c> or a word.</param>
    public void Enter(string phase)
    {
        if (probing is not null)
        {
            Open(phase);
        }
    }

    /// <summary>Stops a stage as soon as more probes of it have failed than may, beyond doubt.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="guard">Stops it; null when it is over.</param>
    public void Guard(PlannedStage stage, StageGuard? guard)
    {
        lock (gate)
        {
            guarded = guard is null ? null : (stage.Name, guard);
        }
    }

    /// <summary>Counts and judges the probes of a stage that has ended.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="result">How it ended.</param>
    /// <returns>How it ended, now that this is known, too.</returns>
    public async Task<StepResult> EndAsync(PlannedStage stage, StepResult result)
    {
        if (probing is null)
        {
            return result;
        }

        Enter(Between);
        await UntilAsync(() => phases.Values.All(phase => phase == current || phase.UnderWay == 0), result.IsGood ? LongestWait : ShortWait, CancellationToken.None).ConfigureAwait(false);
        var counted = Take(closedOnly: true);
        await AppendAsync(counted).ConfigureAwait(false);
        if (result.IsGood && Failure(stage, counted) is { } failure)
        {
            return StepResult.Failed(failure);
        }

        if (result.IsGood && plan.LiveStages.All(other => other.Name == stage.Name || log.State.IsDone(other.Name)))
        {
            await CompleteAsync().ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>The way back begins.</summary>
    public async Task BeginRollbackAsync()
    {
        if (!plan.Probes.IsEmpty)
        {
            Open(Rollback);
            await AppendAsync(Take(closedOnly: true)).ConfigureAwait(false);
            Start();
        }
    }

    /// <summary>Ends the watching, counts what is left, and closes the ledger. Watching can begin anew.</summary>
    public async Task CompleteAsync()
    {
        if (probing is not { } ending)
        {
            return;
        }

        probing = null;
        await ending.DisposeAsync().ConfigureAwait(false);
        IReadOnlyList<Probe> unsettled;
        lock (gate)
        {
            unsettled = witness?.SettleAll() ?? [];
        }

        foreach (var probe in unsettled)
        {
            Settle(probe);
        }

        await AppendAsync(Take(closedOnly: false)).ConfigureAwait(false);
        await file!.DisposeAsync().ConfigureAwait(false);
        if (file.Lacking is { } lacking)
        {
            log.Show(new RunProgress("availability", lacking));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CompleteAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    string IProbeSink.Begun(string target)
    {
        lock (gate)
        {
            if (target != Probe.Control)
            {
                current!.Begun(target);
            }

            return current!.Name;
        }
    }

    /// <inheritdoc/>
    void IProbeSink.Ended(Probe probe)
    {
        if (probe.Target == Probe.Control)
        {
            file!.Add(probe);
            IReadOnlyList<Probe> settled;
            lock (gate)
            {
                settled = witness!.Seen(probe);
            }

            foreach (var one in settled)
            {
                Settle(one);
            }
        }
        else if (witness is not null && probe.Outcome == ProbeOutcome.Failed)
        {
            lock (gate)
            {
                witness.Failed(probe);
            }
        }
        else
        {
            Settle(probe);
        }
    }

    /// <inheritdoc/>
    void IProbeSink.Missed(string target, DateTimeOffset due, TimeSpan lag, long count)
    {
        lock (gate)
        {
            var probe = new Probe(target, current!.Name, due, ProbeOutcome.Missed, TimeSpan.Zero, lag, 0, "not sent: the prober was late", count);
            file!.Add(probe);
            if (target != Probe.Control)
            {
                current.Missed(probe);
                tally.Add(probe);
            }
        }
    }

    void Open(string phase)
    {
        lock (gate)
        {
            if (current?.Name != phase)
            {
                current?.Close(time);
                phases[phase] = current = new PhaseLedger(phase, plan.Probes, time.GetTimestamp());
            }
        }
    }

    void Settle(Probe probe)
    {
        file!.Add(probe);
        tally.Add(probe);
        lock (gate)
        {
            if (phases.TryGetValue(probe.Phase, out var phase))
            {
                phase.Settled(probe);
            }

            if (probe.Outcome == ProbeOutcome.Failed && guarded is var (stage, guard) && guard.Why is null && IsOf(stage, probe.Phase))
            {
                Judge(stage, guard, plan.Probes.First(one => one.Endpoint == probe.Target));
            }

            news?.TrySetResult();
            news = null;
        }
    }

    void Judge(string stage, StageGuard guard, AvailabilityProbe probe)
    {
        var count = phases.Values.Where(phase => IsOf(stage, phase.Name)).Aggregate(ProbeCount.None, (sum, phase) => sum.Plus(phase.So(probe.Endpoint)));
        if (AvailabilityAssessment.IsBeyondDoubt(probe, count))
        {
            guard.Trip($"stopped by the availability of {probe.Endpoint}: {AvailabilityAssessment.Of(probe, count).Message}");
        }
    }

    bool Start()
    {
        if (probing is not null)
        {
            return false;
        }

        file = new LedgerFile(Path.Combine(directory, LedgerFile.Name));
        var release = Path.GetFileName(directory);
        var control = estate.Control is { } url ? [ProbeTarget.Of(url, release)] : Array.Empty<ProbeTarget>();
        probing = estate.Prober!.Start([.. plan.Probes.Select(probe => ProbeTarget.Of(probe, estate.Endpoints[probe.Endpoint], release)), .. control], this);
        return true;
    }

    // What does not answer before the release would be blamed on it afterwards.
    async Task<StepResult?> AskFirstAsync(CancellationToken cancellationToken)
    {
        var phase = current!;
        await UntilAsync(() => plan.Probes.All(probe => phase.So(probe.Endpoint) is var count && count.Seen > count.Failed), LongestWait, cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            var silent = plan.Probes.Select(probe => (Probe: probe, Count: phase.So(probe.Endpoint))).Where(one => one.Count.Failed > 0 && one.Count.Failed == one.Count.Seen).ToArray();
            return silent.Length == 0 ? null : StepResult.Failed(string.Join("; ", silent.Select(one =>
                $"{one.Probe.Request.Method} {new Uri(estate.Endpoints[one.Probe.Endpoint], one.Probe.Request.Path)}: {one.Count.FirstFailure}, before anything was changed; wanted {one.Probe.Request.Status}")));
        }
    }

    async Task UntilAsync(Func<bool> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (isSo())
                {
                    return;
                }

                next = (news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            try
            {
                await next.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Takes phases out of the ledger; what is still under way in them has shown nothing.
    ImmutableArray<JournalEntry.ProbesCounted> Take(bool closedOnly)
    {
        lock (gate)
        {
            var taken = phases.Values.Where(phase => !closedOnly || phase != current).OrderBy(phase => phase.Opened).ToArray();
            Array.ForEach(taken, phase => phases.Remove(phase.Name));
            current = closedOnly ? current : null;
            return [.. from phase in taken from probe in plan.Probes let count = phase.Whole(probe, time) where count.Due > 0 select new JournalEntry.ProbesCounted(phase.Name, probe.Endpoint, count) { At = log.Now }];
        }
    }

    async Task AppendAsync(ImmutableArray<JournalEntry.ProbesCounted> counted)
    {
        foreach (var entry in counted)
        {
            await log.TryAppendAsync(entry).ConfigureAwait(false);
        }
    }

    string? Failure(PlannedStage stage, ImmutableArray<JournalEntry.ProbesCounted> counted)
    {
        var judged = plan.Probes.Select(probe => (
            probe.Endpoint,
            Assessment: AvailabilityAssessment.Of(probe, counted.Where(entry => entry.Endpoint == probe.Endpoint && IsOf(stage.Name, entry.Phase)).Aggregate(ProbeCount.None, (sum, entry) => sum.Plus(entry.Count)))));
        var failed = judged.Where(one => one.Assessment.Verdict == Verdict.Failed).ToArray();
        return failed.Length == 0 ? null : string.Join("; ", failed.Select(one => $"availability of {one.Endpoint}: {one.Assessment.Message}"));
    }

    static bool IsOf(string stage, string phase) => phase.StartsWith(stage + "/", StringComparison.Ordinal);
}

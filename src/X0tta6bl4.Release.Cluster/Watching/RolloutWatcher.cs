using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Evidence;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Judges a rollout anew at every event, and when a window of time ends, until the verdict is final.</summary>
sealed class RolloutWatcher(ApiClient api, FeedPool pool, ClusterOptions options, TimeProvider time)
{
    /// <summary>How soon a doom that could not be confirmed is looked at again.</summary>
    static readonly TimeSpan ConfirmPause = TimeSpan.FromSeconds(1);

    /// <summary>How long before its watch a change may have been made.</summary>
    static readonly TimeSpan ChangeAge = TimeSpan.FromSeconds(10);

    readonly WorkloadReader reader = new(api, options.Judging);

    /// <summary>Watches one rollout.</summary>
    public Task<RolloutReading> RunAsync(RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        EarlierSymptoms? earlier = null;
        Expectation? expected = null;
        return RunAsync(question.Workload, question.Container, Judge, onProgress, cancellationToken);

        // Only now is the cluster's clock known.
        Judgement Judge(RolloutFacts facts)
        {
            expected ??= new Expectation(question.Generation, question.Container, question.Image, api.Now - ChangeAge);
            earlier ??= question.Resumed ? EarlierSymptoms.Of(facts, api.Now, options.Judging) : null;
            return RolloutJudge.Judge(facts, expected, api.Now, options.Judging, earlier);
        }
    }

    /// <summary>Watches a workload until a judge has its verdict.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="container">The container whose log is evidence when no container is the culprit; empty for none.</param>
    /// <param name="judge">Judges the facts of one moment.</param>
    /// <param name="onProgress">Called with each reading that differs from the one before.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    public async Task<RolloutReading> RunAsync(
        WorkloadReference workload, string container, Func<RolloutFacts, Judgement> judge, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        _ = Paths.Of(workload);
        var feeds = pool.Take(workload);
        try
        {
            var (verdict, facts) = await FinalAsync(feeds, (workload, judge), onProgress, cancellationToken).ConfigureAwait(false);
            return verdict is { Culprit: { } culprit, Reading.Fault: { } fault }
                ? verdict.Reading with { Fault = Sharpened.By(fault, await Collector(container, facts).CollectAsync(culprit, cancellationToken).ConfigureAwait(false)) }
                : verdict.Reading;
        }
        finally
        {
            await pool.GiveBackAsync(workload, feeds).ConfigureAwait(false);
        }
    }

    async Task<(Judgement Verdict, RolloutFacts Facts)> FinalAsync(
        NamespaceFeeds feeds, (WorkloadReference Workload, Func<RolloutFacts, Judgement> Judge) watched, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        RolloutReading? told = null;
        string? uid = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = feeds.Pulse.Next;
            feeds.ThrowIfFailed();
            DateTimeOffset? lookAgain = null;
            if (feeds.IsSynced && uid is null && feeds.Find(watched.Workload) is null && await IsNewAsync(watched.Workload, cancellationToken).ConfigureAwait(false))
            {
                lookAgain = api.Now + ConfirmPause;
            }
            else if (feeds.IsSynced)
            {
                var facts = Same(feeds.Find(watched.Workload), watched.Workload, ref uid);
                var judgement = watched.Judge(facts);
                lookAgain = judgement.LookAgain;
                if (judgement.Culprit is not null)
                {
                    (judgement, facts) = await ConfirmAsync(watched.Judge, (judgement, facts), cancellationToken).ConfigureAwait(false);
                    lookAgain = judgement.LookAgain ?? api.Now + ConfirmPause;
                }

                var reading = WithTrouble(judgement.Reading, feeds.Trouble);
                if (reading != told)
                {
                    onProgress(reading);
                    told = reading;
                }

                if (reading.State != RolloutState.Progressing)
                {
                    return (judgement, facts);
                }
            }

            await WaitAsync(changed, lookAgain, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A window of time also runs out while nothing is heard of the cluster. So a rollout is doomed only by what the API server says right now;
    /// while it says nothing, the rollout may be fine.</summary>
    async Task<(Judgement Judgement, RolloutFacts Facts)> ConfirmAsync(
        Func<RolloutFacts, Judgement> judge, (Judgement Judgement, RolloutFacts Facts) doomed, CancellationToken cancellationToken)
    {
        try
        {
            var now = await reader.ReadFactsAsync(doomed.Facts.Workload, cancellationToken).ConfigureAwait(false);
            var facts = now with { Events = doomed.Facts.Events };
            return (judge(facts), facts);
        }
        catch (EstateAccessException away) when (away.Kind == AccessFailure.Unreachable)
        {
            var reading = doomed.Judgement.Reading;
            return (new Judgement(reading with { State = RolloutState.Progressing, Fault = null, Message = $"{reading.Message}, not confirmed: {away.Reason}" }), doomed.Facts);
        }
    }

    /// <summary>Watches of one namespace share their feeds, and these may have been listed before the workload was made. Then only the API server knows it yet.</summary>
    async Task<bool> IsNewAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        try
        {
            return await api.FindAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (EstateAccessException away) when (away.Kind == AccessFailure.Unreachable)
        {
            return true;
        }
    }

    /// <summary>An object that went, or that another of its name has replaced, has no rollout of ours to judge: its generations began anew.</summary>
    static RolloutFacts Same(RolloutFacts? facts, WorkloadReference workload, ref string? uid)
    {
        if (facts is null)
        {
            throw new EstateAccessException(AccessFailure.Missing, $"{workload}", $"{workload}: not there any more while its rollout was watched");
        }

        uid ??= facts.Controller.Uid;
        return uid == facts.Controller.Uid
            ? facts
            : throw new EstateAccessException(
                AccessFailure.Conflict, $"{workload}", $"{workload}: replaced by another object of the same name while its rollout was watched");
    }

    /// <summary>While the API server is away, what is known is old; that must not look like a rollout that stands still.</summary>
    static RolloutReading WithTrouble(RolloutReading reading, string trouble) =>
        trouble.Length > 0 && reading.State == RolloutState.Progressing ? reading with { Message = $"{reading.Message} ({trouble})" } : reading;

    async Task WaitAsync(Task changed, DateTimeOffset? lookAgain, CancellationToken cancellationToken)
    {
        var limit = lookAgain is { } at ? at - api.Now : Timeout.InfiniteTimeSpan;
        if (lookAgain is not null && limit <= TimeSpan.Zero)
        {
            return;
        }

        // The end of the wait is not an event of interest: the caller looks again in any case.
        await changed.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    EvidenceCollector Collector(string container, RolloutFacts facts) => new(api, facts, container, options, time);
}

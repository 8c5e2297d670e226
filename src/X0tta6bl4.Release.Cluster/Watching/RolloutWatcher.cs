using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Evidence;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Judges a rollout anew at every event, and when a window of time ends, until the verdict is final.</summary>
sealed class RolloutWatcher(ApiClient api, FeedPool pool, ClusterOptions options, TimeProvider time)
{
    /// <summary>How soon a doom that could not be confirmed is looked at again.</summary>
    static readonly TimeSpan ConfirmPause = TimeSpan.FromSeconds(1);

    readonly WorkloadReader reader = new(api, options.Judging);

    /// <summary>Watches one rollout.</summary>
    public async Task<RolloutReading> RunAsync(RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        _ = Paths.Of(question.Workload);
        var ns = question.Workload.Namespace;
        var feeds = pool.Take(ns);
        try
        {
            var (verdict, facts) = await FinalAsync(feeds, question, onProgress, cancellationToken).ConfigureAwait(false);
            return verdict is { Culprit: { } culprit, Reading.Fault: { } fault }
                ? verdict.Reading with { Fault = fault with { Evidence = await Collector(question, facts).CollectAsync(culprit, cancellationToken).ConfigureAwait(false) } }
                : verdict.Reading;
        }
        finally
        {
            await pool.GiveBackAsync(ns, feeds).ConfigureAwait(false);
        }
    }

    async Task<(Judgement Verdict, RolloutFacts Facts)> FinalAsync(
        NamespaceFeeds feeds, RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        RolloutReading? told = null;
        string? uid = null;
        EarlierSymptoms? earlier = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = feeds.Pulse.Next;
            feeds.ThrowIfFailed();
            DateTimeOffset? lookAgain = null;
            if (feeds.IsSynced)
            {
                var facts = Same(feeds.Find(question.Workload), question.Workload, ref uid);
                earlier ??= question.Resumed ? EarlierSymptoms.Of(facts, api.Now, options.Judging) : null;
                var judgement = RolloutJudge.Judge(facts, question.Generation, api.Now, options.Judging, earlier);
                lookAgain = judgement.LookAgain;
                if (judgement.Reading.State == RolloutState.Doomed)
                {
                    (judgement, facts) = await ConfirmAsync(question, (judgement, facts), earlier, cancellationToken).ConfigureAwait(false);
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
        RolloutQuestion question, (Judgement Judgement, RolloutFacts Facts) doomed, EarlierSymptoms? earlier, CancellationToken cancellationToken)
    {
        try
        {
            var now = await reader.ReadFactsAsync(question.Workload, cancellationToken).ConfigureAwait(false);
            return (RolloutJudge.Judge(now, question.Generation, api.Now, options.Judging, earlier), now);
        }
        catch (EstateAccessException away) when (away.Kind == AccessFailure.Unreachable)
        {
            var reading = doomed.Judgement.Reading;
            return (new Judgement(reading with { State = RolloutState.Progressing, Fault = null, Message = $"{reading.Message}, not confirmed: {away.Reason}" }), doomed.Facts);
        }
    }

    /// <summary>An object that went, or that another of its name has replaced, has no rollout of ours to judge: its generations began anew.</summary>
    static RolloutFacts Same(RolloutFacts? facts, WorkloadReference workload, ref string? uid)
    {
        if (facts is null)
        {
            throw new EstateAccessException(AccessFailure.Missing, $"{workload}", $"{workload}: not there any more while its rollout was watched");
        }

        uid ??= facts.Deployment.Uid;
        return uid == facts.Deployment.Uid
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

    EvidenceCollector Collector(RolloutQuestion question, RolloutFacts facts) => new(api, facts, question.Container, options, time);
}

using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Evidence;
using X0tta6bl4.Release.Cluster.Judging;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Judges a rollout anew at every event, and when a window of time ends, until the verdict is final.</summary>
sealed class RolloutWatcher(ApiClient api, FeedPool pool, ClusterOptions options, TimeProvider time)
{
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
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = feeds.Pulse.Next;
            feeds.ThrowIfFailed();
            DateTimeOffset? lookAgain = null;
            if (feeds.IsSynced)
            {
                var facts = feeds.Find(question.Workload) ?? throw new EstateAccessException(
                    AccessFailure.Missing, $"{question.Workload}", $"{question.Workload}: not there any more while its rollout was watched");
                var judgement = RolloutJudge.Judge(facts, question.Generation, api.Now, options.Judging);
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

                lookAgain = judgement.LookAgain;
            }

            await WaitAsync(changed, lookAgain, cancellationToken).ConfigureAwait(false);
        }
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

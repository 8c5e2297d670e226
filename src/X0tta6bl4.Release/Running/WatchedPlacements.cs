using System.Collections.Concurrent;
using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Asks whether the placements of a done release still are as it left them: the same object with the same image, and ready.</summary>
sealed class WatchedPlacements
{
    readonly RunContext context;
    readonly ImmutableArray<Step.UpdateWorkload> updates;
    readonly ConcurrentDictionary<WorkloadReference, DateTimeOffset> unready = new();

    /// <summary>Watches a release's placements.</summary>
    public WatchedPlacements(RunContext context) => (this.context, updates) = (context, [.. context.Plan.Updates]);

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => updates.IsEmpty;

    /// <summary>Looks at each of them.</summary>
    public async Task<Assessment> AskAsync(CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(updates.Select(update => LookAsync(update, cancellationToken))).ConfigureAwait(false);
        return Of(looks, context.Plan.Version);
    }

    /// <summary>The worst of them counts.</summary>
    internal static Assessment Of(IReadOnlyCollection<(Verdict Verdict, string Message)> looks, string version)
    {
        var bad = looks.Where(look => look.Verdict != Verdict.Passed).ToArray();
        var worst = new[] { Verdict.Failed, Verdict.Inconclusive, Verdict.NoEvidence }.FirstOrDefault(verdict => bad.Any(look => look.Verdict == verdict), Verdict.Passed);
        var seen = $"{looks.Count - bad.Length} of {looks.Count}";
        return new Assessment(worst, $"{looks.Count} of {looks.Count} run {version} and are ready", bad.Length == 0 ? seen : $"{seen}; {string.Join("; ", bad.OrderBy(look => look.Verdict == worst ? 0 : 1).Select(look => look.Message))}");
    }

    async Task<(Verdict Verdict, string Message)> LookAsync(Step.UpdateWorkload update, CancellationToken cancellationToken)
    {
        try
        {
            var live = context.Estate.Clusters.TryGetValue(update.Workload.Cluster, out var cluster)
                ? await cluster.ReadWorkloadAsync(update.Workload, cancellationToken).ConfigureAwait(false)
                : throw new EstateAccessException(AccessFailure.Missing, update.Workload.ToString(), "the runbook's estate does not reach it");
            return LookAt(update, live);
        }
        catch (EstateAccessException exception)
        {
            return (Verdict.NoEvidence, exception.Message);
        }
    }

    // What somebody did on purpose is for somebody to judge. Pods come and go: what is not ready is a failure only once nothing can make it so, or a rollout could not have taken longer.
    (Verdict Verdict, string Message) LookAt(Step.UpdateWorkload update, WorkloadSnapshot? live)
    {
        if (LiveAgreement.Difference(update, live) is { } changed)
        {
            return (Verdict.Inconclusive, $"{changed}, which was not this release");
        }

        if (live!.Rollout.State == RolloutState.Complete)
        {
            unready.TryRemove(update.Workload, out _);
            return (Verdict.Passed, "");
        }

        var since = context.Log.Now - unready.GetOrAdd(update.Workload, context.Log.Now);
        var isOver = live.Rollout.State == RolloutState.Doomed || since >= update.Limit;
        var fault = live.Rollout.Fault is { } named ? $" [{named.Code}] {named.Message}" : "";
        return (isOver ? Verdict.Failed : Verdict.Inconclusive, $"{update.Workload}: {live.Rollout.Message}{fault}");
    }
}

using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Weighs what the rules have found.</summary>
static class Suspicions
{
    /// <summary>The first, by the order of the rules, that dooms the rollout now; null when none does.</summary>
    public static Suspicion? Due(List<Suspicion> found, RolloutFacts facts, DateTimeOffset now)
    {
        foreach (var suspicion in found)
        {
            if (suspicion.FatalAt <= now && (suspicion.IsEnough || IsShared(suspicion.Rule, found, facts, now)))
            {
                return suspicion;
            }
        }

        return null;
    }

    /// <summary>When the first of them will be due; null when time changes nothing.</summary>
    public static DateTimeOffset? Next(List<Suspicion> found, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var suspicion in found)
        {
            if (suspicion.FatalAt > now && !(suspicion.FatalAt >= next))
            {
                next = suspicion.FatalAt;
            }
        }

        return next;
    }

    static bool IsShared(FaultRule rule, List<Suspicion> found, RolloutFacts facts, DateTimeOffset now)
    {
        var showing = 0;
        foreach (var suspicion in found)
        {
            showing += suspicion.Rule == rule && suspicion.FatalAt <= now ? 1 : 0;
        }

        return showing >= rule.Share * facts.NewestPods.Length;
    }
}

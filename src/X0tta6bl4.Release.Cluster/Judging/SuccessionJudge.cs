using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Judges the replacement of one pod by the rules that judge a rollout. Pure: the same facts at the same time give the same verdict.</summary>
static class SuccessionJudge
{
    /// <summary>Judges.</summary>
    /// <param name="facts">The workload and what it owns.</param>
    /// <param name="succession">The pod that was deleted.</param>
    /// <param name="now">The time by the cluster's clock.</param>
    /// <param name="limits">After how long symptoms are faults.</param>
    public static Judgement Judge(RolloutFacts facts, Succession succession, DateTimeOffset now, JudgeLimits limits) =>
        facts.Pods.Any(succession.IsPredecessor) ? RolloutJudge.Progressing(facts, $"pod {succession.Pod} has not begun to end")
        : facts.Pods.FirstOrDefault(succession.IsSuccessor) is not { } successor ? RolloutJudge.Progressing(facts, $"pod {succession.Pod} is ending, the one that follows it is not there yet")
        : successor.Ready ? new Judgement(new RolloutReading(RolloutState.Complete, $"pod {successor.Name} is ready", RolloutJudge.Counts(facts)))
        : Unready(facts, successor, now, limits);

    static Judgement Unready(RolloutFacts facts, PodFacts successor, DateTimeOffset now, JudgeLimits limits)
    {
        var judgement = RolloutJudge.UnderWay(facts with { NewestPods = [successor], OldPods = [] }, now, limits);
        var message = judgement.Reading.State == RolloutState.Doomed ? judgement.Reading.Message : $"pod {successor.Name} is there and not ready yet";
        return judgement with { Reading = judgement.Reading with { Message = message, Counts = RolloutJudge.Counts(facts) } };
    }
}

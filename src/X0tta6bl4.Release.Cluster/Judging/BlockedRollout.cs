using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Finds rollouts that stand still because the controller waits for a broken pod of an older template. An undo meets this: the pod that doomed
/// the rollout is then of the older template, and stays.</summary>
static class BlockedRollout
{
    /// <summary>The judgement that the newest pods allow, or that nothing moves.</summary>
    public static Judgement Judge(Judgement underWay, RolloutFacts facts, DateTimeOffset now, JudgeLimits limits)
    {
        if (underWay.Reading.State != RolloutState.Progressing || facts.Controller.Holding(facts) is not [_, ..] holding)
        {
            return underWay;
        }

        var held = RolloutJudge.UnderWay(facts with { NewestPods = holding, OldPods = [] }, now, limits);
        return held is { Culprit: { } culprit, Reading.Fault: { } fault }
            ? new Judgement(Stalled(underWay.Reading, $"waits for {culprit.Name} of an older template: {culprit.Message}", fault), null, culprit)
            : underWay with { LookAgain = Sooner(underWay.LookAgain, held.LookAgain) };
    }

    static RolloutReading Stalled(RolloutReading reading, string message, Fault fault) => reading with
    {
        State = FaultCatalogue.Blocked.State,
        Message = $"{FaultCatalogue.Blocked.Code}: {message}",
        Fault = fault with { Code = FaultCatalogue.Blocked.Code, Message = message, Hint = FaultCatalogue.Blocked.Hint },
    };

    static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;
}

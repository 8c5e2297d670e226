using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Judges a rollout. Pure: the same facts at the same time give the same verdict.</summary>
static class RolloutJudge
{
    /// <summary>Judges.</summary>
    /// <param name="facts">The workload and what it owns.</param>
    /// <param name="generation">Least generation that must have been observed.</param>
    /// <param name="now">The time by the cluster's clock.</param>
    /// <param name="limits">After how long symptoms are faults.</param>
    /// <param name="earlier">Symptoms from before the watch; null for a change that was made just now.</param>
    public static Judgement Judge(RolloutFacts facts, long generation, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier = null)
    {
        var controller = facts.Controller;
        var wanted = Math.Max(generation, controller.Generation);
        if (controller.Generation < generation || controller.Observed < wanted)
        {
            return Progressing(facts, $"generation {wanted} is not observed yet, the controller is at {controller.Observed}");
        }

        return controller.Paused ? Paused(facts)
            : controller.Completion(facts) is { } completion ? Complete(controller, completion)
            : controller.Awaited(facts) is { } awaited ? Progressing(facts, awaited)
            : BlockedRollout.Judge(UnderWay(facts, now, limits, earlier), facts, now, limits);
    }

    /// <summary>By the controller's counts, which have decided; what is known of the pods may be a moment behind.</summary>
    static Judgement Complete(WorkloadFacts controller, string completion) => new(new RolloutReading(
        RolloutState.Complete,
        completion,
        new RolloutCounts(controller.Desired, controller.Updated, controller.Updated, controller.Available, controller.Desired)));

    static Judgement Paused(RolloutFacts facts) => new(new RolloutReading(
        RolloutState.Stalled,
        "paused, so nothing moves",
        Counts(facts),
        new Fault(FaultCatalogue.Paused, $"{facts.Workload}", "spec.paused is true, so the controller rolls nothing out", FaultCatalogue.PausedHint, [])));

    /// <summary>Every symptom of a rollout, with the rule that found it.</summary>
    public static IEnumerable<(FaultRule Rule, Symptom Symptom)> Symptoms(RolloutFacts facts, JudgeLimits limits) =>
        FaultCatalogue.Rules.SelectMany(rule => rule.Find(facts, limits).Select(symptom => (rule, symptom)));

    /// <summary>Judges by the newest pods alone.</summary>
    public static Judgement UnderWay(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier = null)
    {
        var found = Symptoms(facts, limits).Select(item => (item.Rule, Symptom: earlier?.Bear(item.Symptom) ?? item.Symptom)).ToArray();
        var due = Array.FindAll(found, item => item.Symptom.FatalAt <= now);
        if (due.Length == 0)
        {
            return Progressing(facts, Progress(facts), found.Length == 0 ? null : found.Min(item => item.Symptom.FatalAt));
        }

        // When time alone is over, the suspect that was being watched names the cause better; the table ends with the deadline, so the first found is it.
        var (rule, culprit) = due[0].Rule.Code == FaultCatalogue.Deadline ? found[0] : due[0];
        var fault = new Fault(rule.Code, $"{facts.Workload.Cluster}/{facts.Workload.Namespace}/{culprit.Kind}/{culprit.Name}", culprit.Message, rule.Hint, []);
        return new Judgement(new RolloutReading(RolloutState.Doomed, $"{rule.Code}: {culprit.Message}", Counts(facts), fault), null, culprit);
    }

    /// <summary>Nothing is decided yet.</summary>
    public static Judgement Progressing(RolloutFacts facts, string message, DateTimeOffset? lookAgain = null) =>
        new(new RolloutReading(RolloutState.Progressing, message, Counts(facts)), lookAgain);

    /// <summary>Pods by progress.</summary>
    public static RolloutCounts Counts(RolloutFacts facts) => new(
        facts.Controller.Desired, facts.NewestPods.Length, facts.NewestPods.Count(pod => pod.Ready), facts.Controller.Available, facts.Total);

    static string Progress(RolloutFacts facts)
    {
        var counts = Counts(facts);
        var unready = counts.Updated - counts.Ready;
        var old = counts.Total - counts.Updated;
        return $"{counts.Updated} of {counts.Desired} updated{(unready > 0 ? $", {unready} not ready" : "")}{(old > 0 ? $", {old} old" : "")}";
    }
}

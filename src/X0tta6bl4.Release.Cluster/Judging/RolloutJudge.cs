using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Judges a rollout. Pure: the same facts at the same time give the same verdict.</summary>
static class RolloutJudge
{
    /// <summary>Judges.</summary>
    /// <param name="facts">The Deployment and what it owns.</param>
    /// <param name="generation">Least generation that must have been observed.</param>
    /// <param name="now">The time by the cluster's clock.</param>
    /// <param name="limits">After how long symptoms are faults.</param>
    /// <param name="earlier">Symptoms from before the watch; null for a change that was made just now.</param>
    public static Judgement Judge(RolloutFacts facts, long generation, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier = null)
    {
        var deployment = facts.Deployment;
        var wanted = Math.Max(generation, deployment.Generation);
        if (deployment.Generation < generation || deployment.Observed < wanted)
        {
            return Progressing(facts, $"generation {wanted} is not observed yet, the controller is at {deployment.Observed}");
        }

        return deployment.Paused ? Paused(facts)
            : IsComplete(deployment) ? Complete(deployment)
            : facts.Newest is null ? Progressing(facts, "the new ReplicaSet is not there yet")
            : UnderWay(facts, now, limits, earlier);
    }

    static bool IsComplete(DeploymentFacts deployment) =>
        deployment.Updated == deployment.Desired && deployment.Replicas == deployment.Desired && deployment.Available == deployment.Desired;

    static Judgement Complete(DeploymentFacts deployment)
    {
        var all = deployment.Desired;
        return new(new RolloutReading(
            RolloutState.Complete,
            all == 0 ? "scaled to 0, so nothing runs and nothing was proved" : $"{all} of {all} updated and available",
            new RolloutCounts(all, all, all, all, all)));
    }

    static Judgement Paused(RolloutFacts facts) => new(new RolloutReading(
        RolloutState.Stalled,
        "paused, so nothing moves",
        Counts(facts),
        new Fault(FaultCatalogue.Paused, $"{facts.Workload}", "spec.paused is true, so the controller rolls nothing out", FaultCatalogue.PausedHint, [])));

    /// <summary>Every symptom of a rollout, with the rule that found it.</summary>
    public static IEnumerable<(FaultRule Rule, Symptom Symptom)> Symptoms(RolloutFacts facts, JudgeLimits limits) =>
        FaultCatalogue.Rules.SelectMany(rule => rule.Find(facts, limits).Select(symptom => (rule, symptom)));

    static Judgement UnderWay(RolloutFacts facts, DateTimeOffset now, JudgeLimits limits, EarlierSymptoms? earlier)
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

    static Judgement Progressing(RolloutFacts facts, string message, DateTimeOffset? lookAgain = null) =>
        new(new RolloutReading(RolloutState.Progressing, message, Counts(facts)), lookAgain);

    static RolloutCounts Counts(RolloutFacts facts) => new(
        facts.Deployment.Desired, facts.NewestPods.Length, facts.NewestPods.Count(pod => pod.Ready), facts.Deployment.Available, facts.Total);

    static string Progress(RolloutFacts facts)
    {
        var counts = Counts(facts);
        var unready = counts.Updated - counts.Ready;
        var old = counts.Total - counts.Updated;
        return $"{counts.Updated} of {counts.Desired} updated{(unready > 0 ? $", {unready} not ready" : "")}{(old > 0 ? $", {old} old" : "")}";
    }
}

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Rules on pods that are not made or not placed, and on the rollout as a whole.</summary>
static class RolloutRules
{
    /// <summary>K-QUOTA.</summary>
    public static Symptom? OverQuota(RolloutFacts facts, JudgeLimits limits) => Refusal(facts, limits, quota: true);

    /// <summary>K-CREATE: pods refused for another reason than the quota.</summary>
    public static Symptom? CreateRefused(RolloutFacts facts, JudgeLimits limits) => Refusal(facts, limits, quota: false);

    /// <summary>K-UNSCHEDULABLE.</summary>
    public static Symptom? Unschedulable(PodFacts pod, JudgeLimits limits) =>
        pod.Condition("PodScheduled") is { Status: "False", Reason: "Unschedulable" } condition
            ? new Symptom("pod", pod.Name, Access.Text.OneLine($"no node takes it: {condition.Message}"), (condition.Since ?? pod.Created ?? DateTimeOffset.MinValue) + limits.Unschedulable)
            : null;

    /// <summary>K-DEADLINE. The controller keeps the condition of a rollout before while the next one begins, and never renews it then; it names
    /// the ReplicaSet it is about, so one that names another than the newest is old.</summary>
    public static Symptom? Deadline(RolloutFacts facts, JudgeLimits limits) =>
        facts.Controller.Conditions.FirstOrDefault(c => c is { Type: "Progressing", Status: "False", Reason: "ProgressDeadlineExceeded" }) is { } condition
        && !facts.OtherSets.Any(name => condition.Message.Contains($"\"{name}\"", StringComparison.Ordinal))
            ? new Symptom("deployment", facts.Controller.Name, Access.Text.OneLine($"no progress within its deadline: {condition.Message}"), Symptom.AtOnce)
            : null;

    static Symptom? Refusal(RolloutFacts facts, JudgeLimits limits, bool quota) =>
        facts.Newest is { } newest
        && newest.Conditions.FirstOrDefault(c => c is { Type: "ReplicaFailure", Status: "True", Reason: "FailedCreate" }) is { } condition
        && condition.Message.Contains("exceeded quota", StringComparison.Ordinal) == quota
            ? new Symptom(
                "replicaset",
                newest.Name,
                Access.Text.OneLine($"its pods cannot be created: {condition.Message}"),
                (condition.Since ?? newest.Created ?? DateTimeOffset.MinValue) + limits.CreateRefused)
            : null;
}

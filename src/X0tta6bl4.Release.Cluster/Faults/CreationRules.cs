using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of pods that the API server refuses to create.</summary>
static class CreationRules
{
    static readonly string[] Quota = ["exceeded quota", "failed quota"];
    static readonly string[] Range = [" usage per Container", " usage per Pod", "max limit to request ratio per", "maximum storage request"];
    static readonly string[] Security = ["violates PodSecurity", "pod security policy", "PodSecurityPolicy"];
    static readonly string[] Denial = ["denied the request"];
    static readonly string[] Silence = ["failed calling webhook", "failed to call webhook"];
    static readonly string[] Account = ["service account", "serviceaccount"];

    /// <summary>The rows, in the order in which they are believed; the last takes what no other does.</summary>
    public static FaultRule[] Rows { get; } =
    [
        Row("K-QUOTA", "Quota exceeded", message => Says(message, Quota)) with
        {
            Cause = "One pod more would exceed the namespace's ResourceQuota, or lacks the requests and limits that the quota asks for.",
            Hint = "Free or raise the namespace's quota, or lower maxSurge.",
        },
        Row("K-LIMITRANGE", "LimitRange violated", message => Says(message, Range)) with
        {
            Cause = "The pod's requests or limits are outside the namespace's LimitRange.",
            Hint = "Bring requests and limits into the LimitRange, or change it.",
        },
        Row("K-PODSECURITY", "Pod security violated", message => Says(message, Security)) with
        {
            Cause = "The namespace's pod security standard does not allow such pods.",
            Hint = "Tighten the pod's securityContext as the message says, or change the namespace's level.",
        },
        Row("K-WEBHOOK-DENIED", "Admission webhook denies", message => Says(message, Denial)) with
        {
            Cause = "An admission webhook has looked at the pods and refuses them.",
            Hint = "The webhook's message says which of its rules is broken.",
        },
        Row("K-WEBHOOK-DOWN", "Admission webhook unreachable", message => Says(message, Silence), limits => limits.WebhookDown) with
        {
            Cause = "An admission webhook with failurePolicy Fail does not answer, so no pod can be created.",
            Fatal = "60 s after the first refusal: webhooks restart, too.",
            Hint = "Bring the webhook's pods back, or set its failurePolicy to Ignore for the time being.",
        },
        Row("K-SERVICEACCOUNT", "ServiceAccount missing", message => Says(message, Account)) with
        {
            Cause = "The pod template names a ServiceAccount that does not exist.",
            Hint = "Create the ServiceAccount in this namespace, or correct serviceAccountName.",
        },
        Row("K-CREATE", "Pods refused", message => !Says(message, [.. Quota, .. Range, .. Security, .. Denial, .. Silence, .. Account])) with
        {
            Cause = "The API server refuses to create the pods.",
            Hint = "The API server or an admission webhook refuses these pods; its message says why.",
        },
    ];

    static RolloutRule Row(string code, string name, Func<string, bool> isSuch, Func<JudgeLimits, TimeSpan>? window = null) => new(
        code,
        name,
        (facts, limits) => Refusal(facts) is { } refusal && isSuch(refusal.Message)
            ? (refusal.Since + (window is null ? limits.CreateRefused : window(limits)), new Symptom(refusal.Kind, refusal.Name, Text.OneLine($"its pods cannot be created: {refusal.Message}")))
            : null)
    {
        Cause = "",
        Fatal = "20 s after the first refusal: old pods that end may free what is missing.",
        Evidence = "The ReplicaSet's condition ReplicaFailure; for other kinds the workload's events FailedCreate",
        Hint = "",
    };

    static (string Kind, string Name, string Message, DateTimeOffset Since)? Refusal(RolloutFacts facts) =>
        facts.Newest is { } newest
            ? newest.Conditions.FirstOrDefault(c => c is { Type: "ReplicaFailure", Status: "True", Reason: "FailedCreate" }) is { } condition
                ? ("replicaset", newest.Name, condition.Message, condition.Since ?? newest.Created ?? DateTimeOffset.MinValue)
                : null
            : facts.Total < facts.Controller.Desired ? Event(facts) : null;

    /// <summary>Controllers that keep no condition for it tell it in events only; a pod that was created later ends the matter.</summary>
    static (string Kind, string Name, string Message, DateTimeOffset Since)? Event(RolloutFacts facts)
    {
        var since = facts.Expected.Since ?? DateTimeOffset.MinValue;
        var created = facts.Events[facts.Controller.Uid].Where(e => e.Reason == "SuccessfulCreate").Select(e => (DateTimeOffset?)e.Last).Max() ?? since;
        var refusals = facts.Events[facts.Controller.Uid].Where(e => e.Reason == "FailedCreate" && e.Last >= since && e.Last >= created).ToArray();
        return refusals.Length == 0 ? null : (
            facts.Workload.Kind.ToLowerInvariant(),
            facts.Controller.Name,
            refusals.MaxBy(e => e.Last)!.Message,
            Later(since, refusals.Min(e => e.First)));
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static bool Says(string message, string[] words) => Array.Exists(words, word => message.Contains(word, StringComparison.Ordinal));
}

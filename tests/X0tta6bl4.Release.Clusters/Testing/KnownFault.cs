using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>A change that dooms a rollout, and how the API tells since when: by an object that the judge is not asked about.</summary>
/// <param name="Code">The fault's code.</param>
/// <param name="Patch">The change.</param>
/// <param name="Kind">The kind of object that has the time.</param>
/// <param name="Evidence">The time in such an object; null in others.</param>
sealed record KnownFault(string Code, string Patch, string Kind, Func<JsonObject, string?> Evidence)
{
    /// <summary>How long after that time the rule waits.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>What is there before the rollout.</summary>
    public JsonObject[] Others { get; init; } = [];

    public static ImmutableArray<KnownFault> All { get; } =
    [
        new("K-SCHED-CPU", Container("""{"name": "app", "resources": {"requests": {"cpu": "900"}}}"""), "Pod", pod => Condition(pod, "PodScheduled", "False")) { Window = TimeSpan.FromMinutes(3) },
        new("K-CRASHLOOP", Mode("crash"), "Pod", pod => Status(pod) is { } status && (int)status["restartCount"]! >= 2 ? End(status) : null),
        new("K-NEVER-READY", Mode("never-ready"), "Pod", pod => Status(pod) is { } status && !(bool)status["ready"]! ? (string?)status["state"]?["running"]?["startedAt"] : null)
        {
            // The probe of the base: three tries, two seconds apart, and one second for an answer.
            Window = TimeSpan.FromSeconds((3 * 2) + 1 + 30),
        },
        new("K-IMG-NOTFOUND", Container("""{"name": "app", "image": "x0tta6bl4/api-gateway:9.9.9"}"""), "Event", Failed),
        new("K-CONFIG-SECRET", Container("""{"name": "app", "env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "absent", "key": "key"}}}]}"""), "Event", Failed),
        new("K-QUOTA", Container("""{"name": "app", "image": "x0tta6bl4/api-gateway:2.3.1"}"""), "ReplicaSet", set => Condition(set, "ReplicaFailure", "True"))
        {
            Window = TimeSpan.FromSeconds(20),
            Others =
            [
                new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "ResourceQuota",
                    ["metadata"] = new JsonObject { ["name"] = "pods" },
                    ["spec"] = new JsonObject { ["hard"] = new JsonObject { ["pods"] = "2" } },
                },
            ],
        },
    ];

    /// <summary>All of them, or those that do not take minutes.</summary>
    public static IEnumerable<KnownFault> Chosen => All.Where(fault => !TestedClusters.IsShort || fault.Window < TimeSpan.FromMinutes(1));

    static string Mode(string mode) => Container($$"""{"name": "app", "env": [{"name": "APP_MODE", "value": "{{mode}}"}]}""");

    static string Container(string container) => """{"spec": {"template": {"spec": {"containers": [CONTAINER]}}}}""".Replace("CONTAINER", container, StringComparison.Ordinal);

    static JsonNode? Status(JsonObject pod) => (pod["status"]?["containerStatuses"] as JsonArray)?.FirstOrDefault();

    static string? End(JsonNode status) => (string?)(status["state"]?["terminated"] ?? status["lastState"]?["terminated"])?["finishedAt"];

    static string? Failed(JsonObject happened) => (string?)happened["reason"] == "Failed" ? (string?)happened["firstTimestamp"] : null;

    static string? Condition(JsonObject item, string type, string status) => (string?)(item["status"]?["conditions"] as JsonArray ?? [])
        .FirstOrDefault(condition => (string?)condition!["type"] == type && (string?)condition["status"] == status)?["lastTransitionTime"];
}

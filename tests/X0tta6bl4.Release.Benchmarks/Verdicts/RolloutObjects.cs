using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Benchmarks.Verdicts;

/// <summary>A Deployment of four with what it owns, before and after the last pod of its rollout, as an API server writes them.</summary>
static class RolloutObjects
{
    public const string Namespace = "benchmark";
    public const string Name = "web";

    const int Replicas = 4;

    public static string ReadyPod { get; } = Event("MODIFIED", Pod("new", Replicas, isReady: true));

    public static string GonePod { get; } = Event("DELETED", Pod("old", 1, isReady: true));

    public static string EmptySet { get; } = Event("MODIFIED", Set("old", 0));

    public static string CompleteDeployment { get; } = Event("MODIFIED", Deployment(total: Replicas));

    /// <summary>What is there before the rollout's end.</summary>
    public static string List(string kind) => kind switch
    {
        "deployments" => ListOf(Deployment(total: Replicas + 1)),
        "replicasets" => ListOf(Set("old", 1), Set("new", Replicas)),
        _ => ListOf([Pod("old", 1, isReady: true), .. Enumerable.Range(1, Replicas).Select(number => Pod("new", number, isReady: number < Replicas))]),
    };

    static string ListOf(params JsonNode[] items) => new JsonObject { ["metadata"] = Version(10), ["items"] = new JsonArray(items) }.ToJsonString();

    static string Event(string type, JsonObject subject) => new JsonObject { ["type"] = type, ["object"] = subject }.ToJsonString();

    static JsonObject Deployment(int total) => new()
    {
        ["metadata"] = Metadata(Name, owner: null, total == Replicas ? 20 : 10),
        ["spec"] = new JsonObject { ["replicas"] = Replicas, ["template"] = Template("new") },
        ["status"] = new JsonObject
        {
            ["observedGeneration"] = 2,
            ["replicas"] = total,
            ["updatedReplicas"] = Replicas,
            ["readyReplicas"] = Replicas,
            ["availableReplicas"] = Replicas,
            ["conditions"] = new JsonArray(),
        },
    };

    static JsonObject Set(string version, int replicas) => new()
    {
        ["metadata"] = Metadata($"{Name}-{version}", Name, 10),
        ["spec"] = new JsonObject { ["replicas"] = replicas, ["template"] = Template(version) },
        ["status"] = new JsonObject { ["replicas"] = replicas },
    };

    static JsonObject Pod(string version, int number, bool isReady) => new()
    {
        ["metadata"] = Metadata($"{Name}-{version}-{number}", $"{Name}-{version}", isReady ? 15 : 10),
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(version)) },
        ["status"] = new JsonObject
        {
            ["phase"] = "Running",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = isReady ? "True" : "False", ["reason"] = isReady ? "" : "ContainersNotReady" }),
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = Name,
                ["ready"] = isReady,
                ["restartCount"] = 0,
                ["image"] = $"shop/web:{version}",
                ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Now } },
            }),
        },
    };

    static JsonObject Metadata(string name, string? owner, int version)
    {
        var metadata = Version(version);
        metadata["name"] = name;
        metadata["namespace"] = Namespace;
        metadata["uid"] = $"uid-{name}";
        metadata["generation"] = 2;
        metadata["creationTimestamp"] = Now;
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = owner == Name ? "Deployment" : "ReplicaSet", ["name"] = owner, ["uid"] = $"uid-{owner}", ["controller"] = true });
        }

        return metadata;
    }

    /// <summary>The pods are young: no limit of the judge ends while they are looked at.</summary>
    static string Now => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    static JsonObject Version(int version) => new() { ["resourceVersion"] = $"{version}" };

    static JsonObject Template(string version) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = Name } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(version)) },
    };

    static JsonObject Container(string version) => new() { ["name"] = Name, ["image"] = $"shop/web:{version}" };
}

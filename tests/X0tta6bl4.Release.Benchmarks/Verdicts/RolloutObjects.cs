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

    public static string CompleteDeployment { get; } = Event("MODIFIED", Deployment(Replicas, Replicas, Replicas));

    /// <summary>What is there before the rollout's end.</summary>
    public static string List(string kind) => kind switch
    {
        "deployments" => ListOf(Deployment(Replicas + 1, Replicas, Replicas)),
        "replicasets" => ListOf(Set("old", 1), Set("new", Replicas)),
        "events" => ListOf(),
        _ => ListOf([Pod("old", 1, isReady: true), .. Enumerable.Range(1, Replicas).Select(number => Pod("new", number, isReady: number < Replicas))]),
    };

    public static string ListOf(params JsonNode[] items) => new JsonObject { ["metadata"] = Version(10), ["items"] = new JsonArray(items) }.ToJsonString();

    public static string Event(string type, JsonObject subject) => new JsonObject { ["type"] = type, ["object"] = subject }.ToJsonString();

    /// <summary>A Deployment of generation 2, observed.</summary>
    public static JsonObject Deployment(int total, int desired, int updated) => new()
    {
        ["metadata"] = Metadata(Name, owner: null, total == desired ? 20 : 10),
        ["spec"] = new JsonObject { ["replicas"] = desired, ["template"] = Template("new") },
        ["status"] = new JsonObject
        {
            ["observedGeneration"] = 2,
            ["replicas"] = total,
            ["updatedReplicas"] = updated,
            ["readyReplicas"] = desired,
            ["availableReplicas"] = desired,
            ["conditions"] = new JsonArray(),
        },
    };

    /// <summary>The same object under another name in another namespace.</summary>
    public static JsonObject Named(JsonObject manifest, string ns, string name)
    {
        manifest["metadata"]!["namespace"] = ns;
        manifest["metadata"]!["name"] = name;
        manifest["metadata"]!["uid"] = $"uid-{ns}-{name}";
        return manifest;
    }

    /// <summary>A ReplicaSet of a named Deployment.</summary>
    public static JsonObject NamedSet(string ns, string name, string version) => Owned(Named(Set(version, Replicas), ns, $"{name}-{version}"), $"uid-{ns}-{name}");

    /// <summary>A pod of a named Deployment with as many variables as real ones have.</summary>
    public static JsonObject LargePod(string ns, string name, string version, int number, bool isReady)
    {
        var pod = Owned(Named(Pod(version, number, isReady), ns, $"{name}-{version}-{number}"), $"uid-{ns}-{name}-{version}");
        pod["spec"]!["containers"]![0]!["env"] = new JsonArray([.. Enumerable.Range(0, 60).Select(index => new JsonObject { ["name"] = $"VARIABLE_{index}", ["value"] = new string('v', 40) })]);
        return pod;
    }

    static JsonObject Owned(JsonObject manifest, string owner)
    {
        manifest["metadata"]!["ownerReferences"]![0]!["uid"] = owner;
        return manifest;
    }

    /// <summary>A ReplicaSet of the Deployment.</summary>
    public static JsonObject Set(string version, int replicas) => new()
    {
        ["metadata"] = Metadata($"{Name}-{version}", Name, 10),
        ["spec"] = new JsonObject { ["replicas"] = replicas, ["template"] = Template(version) },
        ["status"] = new JsonObject { ["replicas"] = replicas },
    };

    /// <summary>A pod of one of its ReplicaSets.</summary>
    public static JsonObject Pod(string version, int number, bool isReady) => new()
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

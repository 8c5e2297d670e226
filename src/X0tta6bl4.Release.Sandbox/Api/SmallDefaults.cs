using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server fills in for kinds that few fields are filled in for.</summary>
internal static class SmallDefaults
{
    const string Rbac = "rbac.authorization.k8s.io";
    static readonly string[] Counted = ["cpu", "memory"];

    // Absent and null are two things to clients that print events.
    public static void Event(JsonObject o)
    {
        o.TryAdd("eventTime", null);
        o.Default("reportingComponent", "");
        o.Default("reportingInstance", "");
        o.Ensure("source");
        o.TryAdd("firstTimestamp", null);
        o.TryAdd("lastTimestamp", null);
    }

    public static void Endpoints(JsonObject o)
    {
        foreach (var port in o.Items("subsets").SelectMany(s => s.Items("ports")))
        {
            port.Default("protocol", "TCP");
        }
    }

    public static void Binding(JsonObject o)
    {
        foreach (var subject in o.Items("subjects").Where(s => s.Text("kind") is "User" or "Group"))
        {
            subject.Default("apiGroup", Rbac);
        }

        (o["roleRef"] as JsonObject)?.Default("apiGroup", Rbac);
    }

    public static void Quota(JsonObject o) => Quantities(o.At("spec", "hard") as JsonObject);

    /// <summary>Quantities are texts, however they are given.</summary>
    public static void Quantities(JsonObject? quantities)
    {
        foreach (var (name, value) in (quantities ?? []).Where(p => p.Value.Text() is null).ToList())
        {
            quantities![name] = value?.ToString();
        }
    }

    /// <summary>How a pod is treated when resources run short, by what its containers ask for.</summary>
    public static string QosClass(JsonObject spec)
    {
        var resources = spec.Items("containers").Select(c => c["resources"] as JsonObject ?? []).ToList();
        if (resources.TrueForAll(r => r.Count == 0))
        {
            return "BestEffort";
        }

        return resources.TrueForAll(r => Counted.All(n => r.At("limits", n) is { } limit && JsonNode.DeepEquals(limit, r.At("requests", n))))
            ? "Guaranteed" : "Burstable";
    }
}

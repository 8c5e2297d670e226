using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server gives to an object after it has read it: nobody owns that. Needs the gate.</summary>
internal static class Allocation
{
    // How long a pod stays on a node that is not well.
    static readonly string[] Evictions = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    const string TemplateGeneration = "deprecated.daemonset.template.generation";

    /// <param name="kind">The kind.</param>
    /// <param name="o">The object; gets what it lacks.</param>
    /// <param name="live">The object as it was, or null for a new one: what it had been given stays.</param>
    /// <param name="cluster">The cluster.</param>
    public static void Apply(ResourceKind kind, JsonObject o, JsonObject? live, Cluster cluster)
    {
        if (live is null && EmptyStatus(kind) is { } status)
        {
            o.Default("status", status);
        }

        if (kind == ResourceKinds.Events)
        {
            SmallDefaults.Event(o);
        }
        else if (kind == ResourceKinds.Services)
        {
            Service(o.Ensure("spec"), live.At("spec"), cluster);
        }
        else if (kind == ResourceKinds.Namespaces)
        {
            o.Ensure("spec").Default("finalizers", new JsonArray("kubernetes"));
        }
        else if (kind == ResourceKinds.Pods)
        {
            Pod(o.Ensure("spec"));
            o.Ensure("status").Default("phase", "Pending");
            o.Ensure("status").Default("qosClass", SmallDefaults.QosClass(o.Ensure("spec")));
        }
        else if (kind == ResourceKinds.DaemonSets && live is not null)
        {
            var isChanged = !JsonNode.DeepEquals(o.At("spec", "template"), live.At("spec", "template"));
            o.Ensure("metadata", "annotations")[TemplateGeneration] = isChanged ? $"{live.Generation() + 1}" : live.Annotation(TemplateGeneration) ?? "1";
        }
    }

    static void Pod(JsonObject spec)
    {
        spec.Default("serviceAccountName", "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
        foreach (var key in Evictions.Where(k => spec.Items("tolerations").All(t => t.Text("key") != k)))
        {
            spec.EnsureArray("tolerations").Add(new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
        }
    }

    // What a new object of the kind shows before anybody looks after it.
    static JsonObject? EmptyStatus(ResourceKind kind) => kind.Kind switch
    {
        "Service" => new() { ["loadBalancer"] = new JsonObject() },
        "Deployment" or "Job" or "CronJob" or "ResourceQuota" => [],
        "ReplicaSet" or "StatefulSet" => new() { ["replicas"] = 0 },
        "DaemonSet" => new() { ["currentNumberScheduled"] = 0, ["numberMisscheduled"] = 0, ["desiredNumberScheduled"] = 0, ["numberReady"] = 0 },
        _ => null,
    };

    static void Service(JsonObject spec, JsonNode? live, Cluster cluster)
    {
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        spec.Default("clusterIP", live.Text("clusterIP") ?? $"10.202.{cluster.Chance.Next() % 200}.{(cluster.Chance.Next() % 250) + 1}");
        spec.Default("clusterIPs", new JsonArray(spec.Text("clusterIP")));
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        if (spec.Text("type") is not ("NodePort" or "LoadBalancer"))
        {
            return;
        }

        foreach (var port in spec.Items("ports"))
        {
            var known = live.Items("ports").FirstOrDefault(p => p.Number("port") == port.Number("port") && p.Text("protocol") == port.Text("protocol"));
            port.Default("nodePort", known.Number("nodePort") ?? 30000 + (int)(cluster.Chance.Next() % 2768));
        }
    }
}

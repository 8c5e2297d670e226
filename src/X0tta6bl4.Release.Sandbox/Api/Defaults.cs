using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server fills in when an object is written.</summary>
internal static class Defaults
{
    public static void Apply(ResourceKind kind, JsonObject o, Cluster cluster)
    {
        if (kind == ResourceKinds.Pods)
        {
            Pod(o);
        }
        else if (kind == ResourceKinds.Deployments)
        {
            Deployment(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.ReplicaSets)
        {
            o.Ensure("spec").Default("replicas", 1);
            PodDefaults.Apply(o.Ensure("spec", "template", "spec"));
        }
        else if (kind == ResourceKinds.StatefulSets)
        {
            WorkloadDefaults.StatefulSet(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.DaemonSets)
        {
            WorkloadDefaults.DaemonSet(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.Jobs)
        {
            WorkloadDefaults.Job(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.CronJobs)
        {
            WorkloadDefaults.CronJob(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.Services)
        {
            Service(o.Ensure("spec"), cluster);
        }
        else if (kind == ResourceKinds.Secrets)
        {
            Secret(o);
        }
        else if (kind == ResourceKinds.Namespaces)
        {
            o.Ensure("metadata", "labels").Default("kubernetes.io/metadata.name", o.Name());
            o.Ensure("spec").Default("finalizers", new JsonArray("kubernetes"));
            o.Ensure("status").Default("phase", "Active");
        }
    }

    static void Pod(JsonObject o)
    {
        var spec = o.Ensure("spec");
        PodDefaults.Apply(spec);
        spec.Default("serviceAccountName", "default");
        spec.Default("serviceAccount", spec.Text("serviceAccountName"));
        spec.Default("enableServiceLinks", true);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
        o.Ensure("status").Default("phase", "Pending");
        o.Ensure("status").Default("qosClass", spec.Items("containers").Any(c => c.At("resources") is JsonObject { Count: > 0 }) ? "Burstable" : "BestEffort");
    }

    static void Deployment(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            rolling.Default("maxSurge", "25%");
            rolling.Default("maxUnavailable", "25%");
        }

        PodDefaults.Apply(spec.Ensure("template", "spec"));
    }

    static void Service(JsonObject spec, Cluster cluster)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        spec.Default("internalTrafficPolicy", "Cluster");
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        spec.Default("clusterIP", $"10.202.{cluster.Chance.Next() % 200}.{(cluster.Chance.Next() % 250) + 1}");
        spec.Default("clusterIPs", new JsonArray(spec.Text("clusterIP")));
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        foreach (var port in spec.Items("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
            if (spec.Text("type") is "NodePort" or "LoadBalancer")
            {
                port.Default("nodePort", 30000 + (int)(cluster.Chance.Next() % 2768));
            }
        }
    }

    static void Secret(JsonObject o)
    {
        o.Default("type", "Opaque");
        if (o["stringData"] is JsonObject texts)
        {
            o.Remove("stringData");
            foreach (var (name, value) in texts)
            {
                o.Ensure("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Text() ?? ""));
            }
        }
    }
}

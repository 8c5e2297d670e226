using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server fills in when it reads an object: the writer counts as its owner.</summary>
internal static class Defaults
{
    static readonly string[] Optional = ["labels", "annotations", "finalizers", "ownerReferences"];

    public static void Apply(ResourceKind kind, JsonObject o)
    {
        foreach (var name in Optional.Where(n => o.At("metadata", n) is JsonObject { Count: 0 } or JsonArray { Count: 0 }))
        {
            o.Metadata().Remove(name);
        }

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
            o.Ensure("metadata", "annotations").Default("deprecated.daemonset.template.generation", "1");
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
            Service(o.Ensure("spec"));
        }
        else if (kind == ResourceKinds.Secrets)
        {
            Secret(o);
        }
        else if (kind == ResourceKinds.Namespaces)
        {
            o.Ensure("metadata", "labels").Default("kubernetes.io/metadata.name", o.Name());
            o.Ensure("status").Default("phase", "Active");
        }
        else if (kind == ResourceKinds.Endpoints)
        {
            SmallDefaults.Endpoints(o);
        }
        else if (kind == ResourceKinds.RoleBindings || kind == ResourceKinds.ClusterRoleBindings)
        {
            SmallDefaults.Binding(o);
        }
        else if (kind == ResourceKinds.ResourceQuotas)
        {
            SmallDefaults.Quota(o);
        }

        if ((kind == ResourceKinds.ConfigMaps || kind == ResourceKinds.Secrets) && o["data"] is JsonObject { Count: 0 })
        {
            o.Remove("data");
        }
    }

    static void Pod(JsonObject o)
    {
        var spec = o.Ensure("spec");
        foreach (var resources in spec.Items("containers").Concat(spec.Items("initContainers")).Select(c => c["resources"]).OfType<JsonObject>())
        {
            foreach (var (name, value) in resources["limits"] as JsonObject ?? [])
            {
                resources.Ensure("requests").Default(name, value?.DeepClone());
            }
        }

        PodDefaults.Apply(spec);
        spec.Default("enableServiceLinks", true);
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

    static void Service(JsonObject spec)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("internalTrafficPolicy", "Cluster");
        }

        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            spec.Default("externalTrafficPolicy", "Cluster");
        }

        foreach (var port in spec.Items("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
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

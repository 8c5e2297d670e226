using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Paths of API objects, relative to the API server's base address.</summary>
static class Paths
{
    /// <summary>One namespace.</summary>
    public static string Namespace(string name) => $"api/v1/namespaces/{Uri.EscapeDataString(name)}";

    /// <summary>The objects of a kind of the group apps in a namespace.</summary>
    public static string Apps(string ns, string plural) => $"apis/apps/v1/namespaces/{Uri.EscapeDataString(ns)}/{plural}";

    /// <summary>The workloads of a workload's kind in its namespace.</summary>
    /// <exception cref="EstateAccessException">The kind is not one whose rollouts are judged.</exception>
    public static string Collection(WorkloadReference workload) => workload.Kind switch
    {
        "Deployment" or "StatefulSet" or "DaemonSet" => Apps(workload.Namespace, $"{workload.Kind.ToLowerInvariant()}s"),
        "Job" => Batch("v1", workload.Namespace, "jobs"),
        "Pod" => Pods(workload.Namespace),
        var kind => throw new EstateAccessException(
            AccessFailure.Rejected, $"{workload}", $"{workload}: {kind} is no kind of workload that can be released, only Deployment, StatefulSet, DaemonSet, Job and Pod"),
    };

    /// <summary>The Pods of a namespace.</summary>
    public static string Pods(string ns) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/pods";

    /// <summary>The ConfigMaps of a namespace.</summary>
    public static string ConfigMaps(string ns) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/configmaps";

    /// <summary>One ConfigMap or Secret.</summary>
    public static string Configuration(string ns, ConfigurationObject wanted) =>
        $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/{wanted.Kind.ToLowerInvariant()}s/{Uri.EscapeDataString(wanted.Name)}";

    /// <summary>The Leases of a namespace.</summary>
    public static string Leases(string ns) => $"apis/coordination.k8s.io/v1/namespaces/{Uri.EscapeDataString(ns)}/leases";

    /// <summary>What a Service serves, by way of the API server; ends with a slash. A target's colons are part of its path segment.</summary>
    public static string ServiceProxy(string ns, string target) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/services/{target}/proxy/";

    /// <summary>The Events of a namespace.</summary>
    public static string Events(string ns) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/events";

    /// <summary>The objects of a kind of the group batch in a namespace.</summary>
    public static string Batch(string version, string ns, string plural) => $"apis/batch/{version}/namespaces/{Uri.EscapeDataString(ns)}/{plural}";

    /// <summary>One workload.</summary>
    /// <exception cref="EstateAccessException">The kind is not one whose rollouts are judged.</exception>
    public static string Of(WorkloadReference workload) => $"{Collection(workload)}/{Uri.EscapeDataString(workload.Name)}";

    /// <summary>One pod.</summary>
    public static string Pod(string ns, string name) => $"{Pods(ns)}/{Uri.EscapeDataString(name)}";
}

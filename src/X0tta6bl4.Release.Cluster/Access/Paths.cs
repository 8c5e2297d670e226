using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Access;

/// <summary>Paths of API objects, relative to the API server's base address.</summary>
static class Paths
{
    /// <summary>The name under which our changes appear in managedFields.</summary>
    public const string FieldManager = "x0tta6bl4-release";

    /// <summary>The Deployments of a namespace.</summary>
    public static string Deployments(string ns) => $"apis/apps/v1/namespaces/{Uri.EscapeDataString(ns)}/deployments";

    /// <summary>The ReplicaSets of a namespace.</summary>
    public static string ReplicaSets(string ns) => $"apis/apps/v1/namespaces/{Uri.EscapeDataString(ns)}/replicasets";

    /// <summary>The Pods of a namespace.</summary>
    public static string Pods(string ns) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/pods";

    /// <summary>The Events of a namespace.</summary>
    public static string Events(string ns) => $"api/v1/namespaces/{Uri.EscapeDataString(ns)}/events";

    /// <summary>The objects of a kind of the group batch in a namespace.</summary>
    public static string Batch(string version, string ns, string plural) => $"apis/batch/{version}/namespaces/{Uri.EscapeDataString(ns)}/{plural}";

    /// <summary>One workload.</summary>
    /// <exception cref="EstateAccessException">The kind is not one that is released.</exception>
    public static string Of(WorkloadReference workload) => workload.Kind == "Deployment"
        ? $"{Deployments(workload.Namespace)}/{Uri.EscapeDataString(workload.Name)}"
        : throw new EstateAccessException(
            AccessFailure.Rejected, $"{workload}", $"{workload}: workloads of kind {workload.Kind} cannot be released, only Deployment");
}

using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <summary>Names one workload of an estate.</summary>
/// <param name="Cluster">The cluster's name in the runbook.</param>
/// <param name="Namespace">Kubernetes namespace.</param>
/// <param name="Kind">Kind as Kubernetes spells it, <c>Deployment</c>.</param>
/// <param name="Name">Object name.</param>
public sealed record WorkloadReference(string Cluster, string Namespace, string Kind, string Name)
{
    /// <summary>Namespace, kind and name without the cluster: <c>NAMESPACE/deployment/NAME</c>.</summary>
    [JsonIgnore]
    public string Path => $"{Namespace}/{Kind.ToLowerInvariant()}/{Name}";

    /// <summary><c>CLUSTER/NAMESPACE/kind/NAME</c>, the form in which every message names an object.</summary>
    public override string ToString() => $"{Cluster}/{Path}";
}

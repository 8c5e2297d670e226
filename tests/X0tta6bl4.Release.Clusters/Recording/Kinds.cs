namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Where the API keeps the objects of each kind that cases use.</summary>
static class Kinds
{
    /// <summary>The kinds of which a rollout's stream consists.</summary>
    public static readonly string[] Recorded = ["Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicaSet", "ControllerRevision", "Pod", "Event"];

    static readonly string[] ClusterWide = ["Namespace", "Node", "PersistentVolume", "PriorityClass", "ValidatingWebhookConfiguration"];

    public static bool IsClusterWide(string kind) => ClusterWide.Contains(kind);

    public static string Version(string kind) => kind switch
    {
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "ControllerRevision" => "apps/v1",
        "Job" => "batch/v1",
        "PriorityClass" => "scheduling.k8s.io/v1",
        "ValidatingWebhookConfiguration" => "admissionregistration.k8s.io/v1",
        _ => "v1",
    };

    /// <summary>Path of a collection, or of an object of it.</summary>
    public static string Path(string kind, string ns, string? name = null)
    {
        var version = Version(kind);
        var plural = kind.EndsWith('s') ? $"{kind}es" : $"{kind}s";
        return $"{(version == "v1" ? "api" : "apis")}/{version}/{(IsClusterWide(kind) ? "" : $"namespaces/{ns}/")}{Lower(plural)}{(name is null ? "" : $"/{name}")}";
    }

#pragma warning disable CA1308 // The API's paths are in lower case.
    static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}

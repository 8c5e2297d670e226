using System.Collections.Frozen;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The fields that a list of a kind can be selected by.</summary>
internal static class SelectableFields
{
    static readonly string[] Everywhere = ["metadata.name", "metadata.namespace"];

    static readonly FrozenDictionary<ResourceKind, string[]> Own = new Dictionary<ResourceKind, string[]>
    {
        [ResourceKinds.Pods] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
        ],
        [ResourceKinds.Events] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        [ResourceKinds.Secrets] = ["type"],
        [ResourceKinds.Namespaces] = ["status.phase"],
        [ResourceKinds.Nodes] = ["spec.unschedulable"],
        [ResourceKinds.Services] = ["spec.clusterIP", "spec.type"],
        [ResourceKinds.ReplicaSets] = ["status.replicas"],
        [ResourceKinds.Jobs] = ["status.successful"],
    }.ToFrozenDictionary();

    public static IEnumerable<string> Of(ResourceKind kind) => Everywhere.Concat(Own.GetValueOrDefault(kind) ?? []);
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>ConfigMaps and Secrets that a pod names and its namespace does not have.</summary>
internal static class MissingReference
{
    /// <summary>Why the environment of a container cannot be made, in the kubelet's words, or null. Needs the gate.</summary>
    public static string? OfContainer(ObjectStore store, string ns, JsonObject container) =>
        container.Items("envFrom").Select(from => OfSource(store, ns, from.At("secretRef"), from.At("configMapRef")))
            .Concat(container.Items("env").Select(env => OfSource(store, ns, env.At("valueFrom", "secretKeyRef"), env.At("valueFrom", "configMapKeyRef"))))
            .FirstOrDefault(problem => problem is not null);

    /// <summary>Why a volume of a pod cannot be mounted, in the kubelet's words, or null. Needs the gate.</summary>
    public static string? OfVolumes(ObjectStore store, JsonObject pod) => pod.Items("spec", "volumes")
        .Select(volume => Missing(store, pod.Namespace(), volume.At("secret"), volume.At("configMap")) is { } problem ? $"MountVolume.SetUp failed for volume \"{volume.Text("name")}\" : {problem}" : null)
        .FirstOrDefault(problem => problem is not null);

    static string? OfSource(ObjectStore store, string ns, JsonNode? secret, JsonNode? configMap) => Missing(store, ns, secret, configMap)
        ?? LackedKey(store.Find(ResourceKinds.Secrets, ns, secret.Text("name") ?? ""), secret, "Secret")
        ?? LackedKey(store.Find(ResourceKinds.ConfigMaps, ns, configMap.Text("name") ?? ""), configMap, "ConfigMap");

    static string? Missing(ObjectStore store, string ns, JsonNode? secret, JsonNode? configMap) =>
        IsMissing(store, ResourceKinds.Secrets, ns, secret, secret.Text("secretName") ?? secret.Text("name")) is { } absent ? $"secret \"{absent}\" not found"
        : IsMissing(store, ResourceKinds.ConfigMaps, ns, configMap, configMap.Text("name")) is { } lost ? $"configmap \"{lost}\" not found"
        : null;

    static string? IsMissing(ObjectStore store, ResourceKind kind, string ns, JsonNode? source, string? name) =>
        name is null || source.Flag("optional") || store.Find(kind, ns, name) is not null ? null : name;

    static string? LackedKey(StoredObject? stored, JsonNode? source, string kind) =>
        stored is null || source.Text("key") is not { } key || source.Flag("optional")
            || stored.Value.At("data", key) is not null || stored.Value.At("binaryData", key) is not null ? null : $"couldn't find key {key} in {kind} {stored.Namespace}/{stored.Name}";
}

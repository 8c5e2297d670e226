using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>What the pods of a template cannot start without besides their images. Pure.</summary>
public static class TemplateReferences
{
    const string ConfigMap = "ConfigMap";
    const string Secret = "Secret";

    /// <summary>The ConfigMaps and Secrets that a workload's pod template names, each once, by kind and name; those that may be missing (<c>optional: true</c>) are left out.</summary>
    /// <param name="manifest">The workload's object.</param>
    public static ImmutableArray<ConfigurationObject> Of(JsonObject manifest)
    {
        var pod = manifest["spec"]?["template"]?["spec"];
        return
        [
            .. Items(pod, "initContainers").Concat(Items(pod, "containers")).SelectMany(OfContainer)
                .Concat(Items(pod, "volumes").SelectMany(OfVolume))
                .Concat(Items(pod, "imagePullSecrets").SelectMany(secret => Named(Secret, secret)))
                .Distinct()
                .OrderBy(found => found.Kind, StringComparer.Ordinal).ThenBy(found => found.Name, StringComparer.Ordinal),
        ];
    }

    static IEnumerable<ConfigurationObject> OfContainer(JsonObject container) =>
    [
        .. Items(container, "envFrom").SelectMany(source => Named(ConfigMap, source["configMapRef"]).Concat(Named(Secret, source["secretRef"]))),
        .. Items(container, "env").Select(variable => variable["valueFrom"]).SelectMany(source => Named(ConfigMap, source?["configMapKeyRef"]).Concat(Named(Secret, source?["secretKeyRef"]))),
    ];

    static IEnumerable<ConfigurationObject> OfVolume(JsonObject volume) =>
    [
        .. Named(ConfigMap, volume["configMap"]),
        .. Named(Secret, volume["secret"], "secretName"),
        .. Items(volume["projected"], "sources").SelectMany(source => Named(ConfigMap, source["configMap"]).Concat(Named(Secret, source["secret"]))),
    ];

    static IEnumerable<ConfigurationObject> Named(string kind, JsonNode? source, string member = "name") =>
        source is not null && (bool?)source["optional"] != true && (string?)source[member] is { Length: > 0 } name ? [new ConfigurationObject(kind, name)] : [];

    static IEnumerable<JsonObject> Items(JsonNode? node, string member) => (node?[member] as JsonArray ?? []).OfType<JsonObject>();
}

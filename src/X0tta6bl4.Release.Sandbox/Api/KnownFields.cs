using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What an object may consist of, at its top: what else is given is not stored. Deeper, everything is taken as it comes.</summary>
internal static class KnownFields
{
    static readonly string[] Everywhere = ["apiVersion", "kind", "metadata"];

    static readonly FrozenDictionary<string, string[]> Own = new Dictionary<string, string[]>
    {
        ["ConfigMap"] = ["data", "binaryData", "immutable"],
        ["Secret"] = ["data", "stringData", "type", "immutable"],
        ["ServiceAccount"] = ["secrets", "imagePullSecrets", "automountServiceAccountToken"],
        ["Endpoints"] = ["subsets"],
        ["EndpointSlice"] = ["addressType", "endpoints", "ports"],
        ["ControllerRevision"] = ["data", "revision"],
        ["Role"] = ["rules"],
        ["ClusterRole"] = ["rules", "aggregationRule"],
        ["RoleBinding"] = ["roleRef", "subjects"],
        ["ClusterRoleBinding"] = ["roleRef", "subjects"],
        ["Event"] =
        [
            "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime", "series", "action", "related",
            "reportingComponent", "reportingInstance",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Maps of texts.
    static readonly string[][] TextMaps = [["metadata", "labels"], ["metadata", "annotations"], ["data"], ["stringData"], ["spec", "selector"]];

    /// <summary>The first field that such an object does not have, or null.</summary>
    public static string? FirstUnknown(ResourceKind kind, JsonObject o) => o.Select(p => p.Key).FirstOrDefault(name => !IsKnown(kind, name));

    /// <summary>Removes what such an object does not have.</summary>
    public static void Prune(ResourceKind kind, JsonObject o) => o.Select(p => p.Key).Where(name => !IsKnown(kind, name)).ToList().ForEach(name => o.Remove(name));

    /// <exception cref="Rejection">A value has another type than its field.</exception>
    public static void CheckTypes(ResourceKind kind, JsonObject o)
    {
        foreach (var path in TextMaps.Where(p => IsTextMap(kind, p)))
        {
            foreach (var (name, value) in o.At(path) as JsonObject ?? [])
            {
                if (value is not null && value.GetValueKind() != JsonValueKind.String)
                {
                    throw CannotBe(kind, $"{string.Join('.', path)}.{name}: a string was expected, not {value.ToJsonString()}");
                }
            }
        }

        foreach (var name in new[] { "replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds", "leaseDurationSeconds" })
        {
            if (o.At("spec", name) is { } value && value.GetValueKind() != JsonValueKind.Number)
            {
                throw CannotBe(kind, $"spec.{name}: a number was expected, not {value.ToJsonString()}");
            }
        }

        foreach (var (name, value) in kind == ResourceKinds.Secrets ? o["data"] as JsonObject ?? [] : [])
        {
            if (value.Text() is { } text && !Convert.TryFromBase64String(text, new byte[text.Length], out _))
            {
                throw CannotBe(kind, $"data.{name}: illegal base64 data");
            }
        }
    }

    static bool IsTextMap(ResourceKind kind, string[] path) => path[0] switch
    {
        "metadata" => true,
        "spec" => kind == ResourceKinds.Services,
        _ => kind == ResourceKinds.ConfigMaps || kind == ResourceKinds.Secrets,
    };

    static Rejection CannotBe(ResourceKind kind, string why) =>
        Rejection.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {why}");

    static bool IsKnown(ResourceKind kind, string name) =>
        Everywhere.Contains(name) || (Own.TryGetValue(kind.Kind, out var own) ? own.Contains(name) : name is "spec" or "status");
}

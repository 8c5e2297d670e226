using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>Where objects of a manifest are in the API, and in which order helm creates them.</summary>
internal static class ObjectPaths
{
    static readonly (string Kind, string Prefix, string Plural)[] Kinds =
    [
        ("ServiceAccount", "/api/v1", "serviceaccounts"),
        ("Secret", "/api/v1", "secrets"),
        ("ConfigMap", "/api/v1", "configmaps"),
        ("Service", "/api/v1", "services"),
        ("DaemonSet", "/apis/apps/v1", "daemonsets"),
        ("Deployment", "/apis/apps/v1", "deployments"),
        ("StatefulSet", "/apis/apps/v1", "statefulsets"),
    ];

    public static string Of(JsonObject value) => $"{Collection(value)}/{value.Name()}";

    public static string Collection(JsonObject value)
    {
        var (_, prefix, plural) = Kinds[Rank(value)];
        return $"{prefix}/namespaces/{value.Namespace()}/{plural}";
    }

    public static string Secrets(string? ns) => ns is null ? "/api/v1/secrets" : $"/api/v1/namespaces/{ns}/secrets";

    /// <summary>The place of an object's kind in helm's order.</summary>
    public static int Rank(JsonObject value) => Array.FindIndex(Kinds, k => k.Kind == value.Text("kind")) is >= 0 and var rank ? rank
        : throw new HelmProblem($"no matches for kind \"{value.Text("kind")}\" in version \"{value.Text("apiVersion")}\"");

    /// <summary>Whether two objects have the same place.</summary>
    public static bool AreSame(JsonObject one, JsonObject other) => Of(one) == Of(other);
}

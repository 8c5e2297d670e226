using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>By what helm knows its own objects.</summary>
internal static class Ownership
{
    public const string ReleaseName = "meta.helm.sh/release-name";

    /// <summary>A copy that says which release it belongs to; an object without a namespace gets the release's.</summary>
    public static JsonObject Stamp(JsonObject value, string release, string ns)
    {
        var owned = value.Copy();
        owned.Metadata().Default("namespace", ns);
        owned.Ensure("metadata", "labels")["app.kubernetes.io/managed-by"] = "Helm";
        var annotations = owned.Ensure("metadata", "annotations");
        annotations[ReleaseName] = release;
        annotations["meta.helm.sh/release-namespace"] = ns;
        return owned;
    }
}

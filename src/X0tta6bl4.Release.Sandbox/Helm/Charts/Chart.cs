using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>One version of a chart.</summary>
/// <param name="Repository">Name under which its repository is usually added.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="AppVersion">Version of what it installs.</param>
/// <param name="Defaults">Its values.yaml, as far as anything here depends on it.</param>
/// <param name="Render">Its templates.</param>
internal sealed record Chart(string Repository, string Name, string Version, string AppVersion, JsonObject Defaults, Func<Rendering, IEnumerable<JsonObject>> Render)
{
    /// <summary>The chart as a release keeps it.</summary>
    public JsonObject ToJson() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = Name, ["version"] = Version, ["appVersion"] = AppVersion, ["apiVersion"] = "v2" },
        ["lock"] = null,
        ["templates"] = new JsonArray(),
        ["values"] = Defaults.DeepClone(),
        ["schema"] = null,
        ["files"] = null,
    };

    /// <summary>The objects of a release, in helm's order.</summary>
    public IReadOnlyList<JsonObject> Objects(string release, string ns, JsonObject config) =>
        [.. Render(new(this, release, ns, ReleaseValues.Merge(Defaults.Copy(), config))).OrderBy(ObjectPaths.Rank)];

    /// <summary>The objects as one text.</summary>
    public string Manifest(IEnumerable<JsonObject> objects) => objects.Aggregate(new StringBuilder(), (text, o) => text
        .Append("---\n# Source: ").Append(Name).Append("/templates/").Append(o.Name()).Append('-').Append(o.Text("kind")?.ToLowerInvariant()).Append(".yaml\n")
        .Append(YamlWriting.Text(o))).ToString();
}

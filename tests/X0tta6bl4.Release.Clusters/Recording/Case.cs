using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>What is to be recorded, as a file of Cases says it.</summary>
/// <param name="Name">The file's name, which is the stream's.</param>
/// <param name="Text">The file.</param>
sealed record Case(string Name, JsonObject Text)
{
    public string About => (string)Text["about"]!;

    /// <summary>The fault's code where the stream's name says more than that.</summary>
    public string? Code => (string?)Text["code"];

    /// <summary>What the case must not share: nothing, its <c>cluster</c>, or the <c>estate</c>.</summary>
    public string Alone => (string?)Text["alone"] ?? "";

    /// <summary>True when the stream keeps who manages which field of the workload.</summary>
    public bool KeepsManagers => (bool?)Text["managers"] ?? false;

    /// <summary>The change under test, as a patch; null when it is the workload's creation.</summary>
    public JsonObject? Change => Text["change"] as JsonObject;

    /// <summary>The workload's manifest: a base with what the case has of its own.</summary>
    public JsonObject Workload(string bases) => Yaml.Merge(Yaml.Load(Path.Combine(bases, $"{(string?)Text["base"] ?? "deployment"}.yaml")), Text["with"] ?? new JsonObject())!.AsObject();

    public IEnumerable<JsonObject> Objects(string part) => (Text[part] as JsonArray ?? []).Select(item => item!.AsObject());

    public static IReadOnlyList<Case> All(string folder) =>
        [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(file => new Case(Path.GetFileNameWithoutExtension(file), Yaml.Load(file)))];
}

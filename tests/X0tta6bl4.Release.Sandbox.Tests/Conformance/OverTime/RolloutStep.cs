using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>One change of a workload.</summary>
/// <param name="Patch">A merge patch of the specification, or null.</param>
/// <param name="Image">Tag of the new image, or null.</param>
/// <param name="Replicas">How many pods are wanted from now on, or null for as many as before.</param>
/// <param name="Delete">The pod that is deleted, or null.</param>
/// <param name="Until">When it is over: <c>complete</c>, <c>failed</c> or <c>still</c>.</param>
sealed record RolloutStep(JsonObject? Patch, string? Image, int? Replicas, string? Delete, string Until)
{
    static readonly string[] Known = ["patch", "image", "replicas", "delete", "until"];

    /// <summary>The image of the cases' workloads.</summary>
    public static string ImageOf(string tag) => $"x0tta6bl4/api-gateway:{tag}";

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It has a key that is not known.</exception>
    public static RolloutStep Read(JsonObject row) => row.FirstOrDefault(p => !Known.Contains(p.Key)).Key is { } odd
        ? throw new InvalidDataException($"a change knows no '{odd}'; it knows {string.Join(", ", Known)}")
        : new(row["patch"]?.DeepClone() as JsonObject, row["image"]?.ToString(), row.Number("replicas"), row.Text("delete"), row.Text("until") ?? "complete");

    /// <summary>The change as a strategic merge patch of the workload.</summary>
    public JsonObject Body()
    {
        var spec = Patch?.DeepClone() as JsonObject ?? [];
        if (Replicas is { } wanted)
        {
            spec["replicas"] = wanted;
        }

        if (Image is { } tag)
        {
            spec["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = ImageOf(tag) }) } };
        }

        return new JsonObject { ["spec"] = spec };
    }
}

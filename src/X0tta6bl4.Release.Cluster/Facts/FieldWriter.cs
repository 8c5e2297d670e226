using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Who wrote into a workload's pod template, by its managedFields.</summary>
/// <param name="Manager">The field manager's name.</param>
/// <param name="At">When it last did, in whole seconds.</param>
sealed record FieldWriter(string Manager, DateTimeOffset At)
{
    /// <summary>All that wrote into the pod template.</summary>
    public static ImmutableArray<FieldWriter> ReadAll(JsonObject manifest) =>
    [
        .. manifest.Items("metadata", "managedFields")
            .Where(entry => entry.At("fieldsV1", "f:spec", "f:template") is not null && entry.Text("subresource").Length == 0)
            .Select(entry => new FieldWriter(entry.Text("manager"), entry.Time("time") ?? DateTimeOffset.MinValue)),
    ];
}

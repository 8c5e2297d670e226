using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Objects as the tables that <c>kubectl get</c> asks for.</summary>
internal static class Tables
{
    /// <summary>A meta.k8s.io/v1 Table of the objects.</summary>
    /// <param name="kind">The kind of the objects.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="metadata">The metadata of the table.</param>
    /// <param name="now">The time that ages are counted to.</param>
    /// <param name="includeObject">How much of each object comes along: <c>Object</c>, <c>None</c>, or else its metadata.</param>
    public static JsonObject Of(ResourceKind kind, IEnumerable<JsonObject> objects, JsonObject metadata, DateTimeOffset now, string? includeObject)
    {
        var columns = TableColumns.Of(kind, now);
        var rows = objects.Select(o => new JsonObject
        {
            ["cells"] = new JsonArray([.. columns.Select(c => c.Cell(o))]),
            ["object"] = includeObject switch
            {
                "Object" => o.DeepClone(),
                "None" => null,
                _ => PartialMetadata.Of(o),
            },
        });
        return new()
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = new JsonArray([.. columns.Select(Definition)]),
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    static JsonObject Definition(TableColumn column) => new()
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Name == "Name" ? "name" : "",
        ["description"] = "",
        ["priority"] = column.IsWide ? 1 : 0,
    };
}

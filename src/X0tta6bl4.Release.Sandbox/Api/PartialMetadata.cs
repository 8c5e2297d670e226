using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Objects without their content, for who only asks whether they are there.</summary>
internal static class PartialMetadata
{
    const string Version = "meta.k8s.io/v1";

    /// <summary>A meta.k8s.io/v1 PartialObjectMetadata of the object.</summary>
    public static JsonObject Of(JsonObject o) => new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = Version, ["metadata"] = o["metadata"]?.DeepClone() };

    /// <summary>The list of them.</summary>
    public static JsonObject List(IEnumerable<JsonObject> objects, JsonObject metadata) => new()
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = Version,
        ["metadata"] = metadata,
        ["items"] = new JsonArray([.. objects.Select(Of)]),
    };
}

using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>An object without its content, for who only asks whether it is there.</summary>
internal static class PartialMetadata
{
    /// <summary>A meta.k8s.io/v1 PartialObjectMetadata of the object.</summary>
    public static JsonObject Of(JsonObject o) => new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = o["metadata"]?.DeepClone() };
}

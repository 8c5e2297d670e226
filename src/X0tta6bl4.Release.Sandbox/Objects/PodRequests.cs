using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Objects;

/// <summary>What a pod wants of its node: its containers together, or one of its init containers if that wants more.</summary>
internal static class PodRequests
{
    /// <summary>The sum of one resource.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="list"><c>requests</c> or <c>limits</c>.</param>
    /// <param name="resource"><c>cpu</c> or <c>memory</c>.</param>
    public static decimal Of(JsonObject pod, string list, string resource)
    {
        decimal Of(JsonObject container) => Quantity.Of(container.At("resources", list, resource) is JsonValue value ? value.ToString() : null);
        var together = pod.Items("spec", "containers").Sum(Of);
        return pod.Items("spec", "initContainers").Select(Of).Append(together).Max();
    }
}

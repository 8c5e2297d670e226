using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>Messages of faults with the names of what they are about: of a pod, or of the Deployment whose template has the container.</summary>
internal static class FaultText
{
    /// <summary>Puts names in the place of {pod}, {prefix}, {namespace}, {uid}, {node}, {container}, {image}, {repository} and {reference}.</summary>
    public static string Fill(string text, JsonObject about, PodFault fault)
    {
        var container = Containers(about).FirstOrDefault(c => ImageReference.Parse(c.Text("image") ?? "").Repository == fault.Repository);
        var image = container.Text("image") ?? "";
        return text
            .Replace("{pod}", about.Name(), StringComparison.Ordinal)
            .Replace("{prefix}", about.Text("metadata", "generateName"), StringComparison.Ordinal)
            .Replace("{namespace}", about.Namespace(), StringComparison.Ordinal)
            .Replace("{uid}", about.Uid(), StringComparison.Ordinal)
            .Replace("{node}", about.Text("spec", "nodeName"), StringComparison.Ordinal)
            .Replace("{container}", container.Text("name"), StringComparison.Ordinal)
            .Replace("{image}", image, StringComparison.Ordinal)
            .Replace("{repository}", fault.Repository, StringComparison.Ordinal)
            .Replace("{reference}", ImageReference.Parse(image).Familiar(), StringComparison.Ordinal);
    }

    /// <summary>The containers of a pod, or of the template of a workload.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject about) =>
        about.Items("spec", "containers").Concat(about.Items("spec", "template", "spec", "containers"));
}

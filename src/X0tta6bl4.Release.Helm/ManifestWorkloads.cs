using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace X0tta6bl4.Release.Helm;

/// <summary>Finds the workloads in a manifest.</summary>
static class ManifestWorkloads
{
    static readonly string[] Kinds = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>Deployments, StatefulSets and DaemonSets in the manifest's order. An object without a namespace is in the release's.</summary>
    public static ImmutableArray<WorkloadReference> Of(WorkloadReference chart, string manifest)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(manifest));
        }
        catch (YamlException broken)
        {
            throw new EstateAccessException(
                AccessFailure.Unknown, chart.ToString(), $"the manifest is not valid YAML at line {broken.Start.Line}: {broken.Message}", broken);
        }

        return
        [
            .. from document in stream.Documents
               let kind = Text(document.RootNode, "kind")
               where Kinds.Contains(kind)
               let metadata = At(document.RootNode, "metadata")
               let name = Text(metadata, "name")
               where name is not null
               select new WorkloadReference(chart.Cluster, Text(metadata, "namespace") ?? chart.Namespace, kind, name),
        ];
    }

    static YamlNode? At(YamlNode? node, string name) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    static string? Text(YamlNode? node, string name) => At(node, name) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;
}

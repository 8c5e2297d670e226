using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Helm.Charts;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>The Helm releases that a cluster of the estate starts with, as the helm command would have left them.</summary>
internal static class EstateCharts
{
    /// <summary>All of them, in an order in which they can be created: the objects of a release, then the Secret that says so.</summary>
    public static IEnumerable<(ResourceKind Kind, JsonObject Value)> Of(ClusterRow cluster, DateTimeOffset now) =>
        from row in cluster.Charts
        from value in Objects(row, now)
        let kind = ResourceKinds.FindByObject(value.Text("apiVersion"), value.Text("kind"))
        where kind is not null
        select (kind, value);

    /// <summary>The images of all charts that the helm command knows.</summary>
    public static IEnumerable<(string Repository, string Tag)> Images() =>
        from chart in ChartCatalog.All
        from value in chart.Objects("any", "any", [])
        from container in value.Items("spec", "template", "spec", "containers")
        let image = container.Text("image")!.Split(':')
        select (image[0], image[1]);

    static IEnumerable<JsonObject> Objects(ChartRow row, DateTimeOffset now)
    {
        var chart = ChartCatalog.Find(row.Chart, row.Version);
        var config = row.Values is null ? [] : (JsonObject)JsonNode.Parse(row.Values)!;
        var objects = chart.Objects(row.Release, row.Namespace, config);
        var release = new ReleaseRecord(row.Release, row.Namespace, 1)
        {
            Status = "deployed", Description = "Install complete", FirstDeployed = now, LastDeployed = now,
            Chart = chart.ToJson(), Config = config, Manifest = chart.Manifest(objects),
        };
        return objects.Select(o => Ownership.Stamp(o, row.Release, row.Namespace)).Append(release.ToSecret());
    }
}

/// <summary>One Helm release of the estate.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Release">Its name.</param>
/// <param name="Chart">The chart, <c>REPOSITORY/CHART</c>.</param>
/// <param name="Version">The chart's version.</param>
/// <param name="Values">The user's values as JSON, or null.</param>
internal sealed record ChartRow(string Namespace, string Release, string Chart, string Version, string? Values = null);

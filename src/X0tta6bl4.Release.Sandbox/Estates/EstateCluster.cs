using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Metrics;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>One cluster of the estate with all that makes it live.</summary>
internal sealed class EstateCluster : IDisposable
{
    readonly ClusterRow row;
    readonly ScenarioState scenario;

    public EstateCluster(ClusterRow row, Cluster cluster, ImageCatalog images, ScenarioState scenario)
    {
        this.row = row;
        this.scenario = scenario;
        Cluster = cluster;
        Controllers = new(cluster, images, new(row.Name, scenario));
        Api = new(cluster, Controllers, scenario);
        Monitor = row.Name == EstateTable.Measured ? new(cluster, Controllers.Kubelet) : null;
    }

    public string Name => row.Name;

    public Cluster Cluster { get; }

    public ClusterControllers Controllers { get; }

    public ApiServer Api { get; }

    /// <summary>Users and measurements of the cluster; null where nothing measures.</summary>
    public TrafficMonitor? Monitor { get; }

    /// <summary>True unless the cluster has a Prometheus of which no pod is ready.</summary>
    public bool IsPrometheusUp() => Cluster.Do(() =>
    {
        var sets = Cluster.Store.List(ResourceKinds.StatefulSets, "monitoring")
            .Where(set => set.Value.Items("spec", "template", "spec", "containers").Any(c => (c.Text("image") ?? "").StartsWith("prometheus/prometheus:", StringComparison.Ordinal))).ToList();
        return sets.Count == 0 || sets.Exists(set => set.Value.Number("status", "readyReplicas") > 0);
    });

    /// <summary>Drops everything and installs the estate anew; every pod is ready afterwards.</summary>
    public void Install()
    {
        Cluster.Halt();
        Cluster.Do(() =>
        {
            Controllers.Kubelet.Clear();
            Cluster.Store.Load(Cluster.Store.Version, []);
            var writer = new ObjectWriter(Cluster);
            foreach (var (kind, value) in EstateObjects.Of(row, scenario.Installed).Concat(EstateCharts.Of(row, Cluster.Clock.Now)))
            {
                // Whoever has installed it owns its fields.
                var manager = value.Annotation(Helm.Ownership.ReleaseName) is null ? "estate" : "helm";
                writer.Create(kind, Objects.ObjectReading.Namespace(value), value, new WriteOptions(manager, false, false, null));
            }

            var node = Cluster.Store.List(ResourceKinds.Nodes).First();
            Cluster.Amend(node, n => n["status"] = EstateObjects.NodeStatus(node.Name, Cluster.Clock.Now.Stamp()));
        });
        Cluster.FastForward(() => Controllers.IsSettled);
        Cluster.Do(() =>
        {
            // Nobody has watched how it came to be.
            Cluster.Store.Compact();
            Controllers.Start();
        });
        Monitor?.Begin();
    }

    /// <summary>Carries on with saved objects.</summary>
    public void Restore(long version, IEnumerable<(ResourceKind Kind, System.Text.Json.Nodes.JsonObject Value)> objects)
    {
        Cluster.Do(() =>
        {
            Cluster.Store.Load(version, objects);
            Controllers.Start();
        });
        Monitor?.Begin();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Monitor?.Dispose();
        Cluster.Dispose();
    }
}

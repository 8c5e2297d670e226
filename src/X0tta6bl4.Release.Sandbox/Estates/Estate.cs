using System.Collections.Immutable;
using X0tta6bl4.Release.Sandbox.Hosting;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Metrics;
using X0tta6bl4.Release.Sandbox.Notices;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>The whole embedded estate: clusters, registry, and the front ends of its public endpoints.</summary>
internal sealed class Estate : IDisposable
{
    public Estate(EdgeFleet edges, SimulationClock clock, Chance chance, ScenarioState scenario, SandboxLog log)
    {
        Edges = edges;
        Scenario = scenario;
        var images = new ImageCatalog(scenario);
        Registry = new(images);
        Clusters = [.. EstateTable.Clusters.Concat(edges.Rows()).Select(row => new EstateCluster(row, new(row.Name, clock, chance, log), images, scenario))];
        FrontEnds = EstateTable.Endpoints.ToImmutableDictionary(e => e.Host, e =>
        {
            var cluster = Clusters.First(c => c.Name == e.Cluster);
            return new FrontEnd(cluster.Cluster, cluster.Controllers.Kubelet, e, cluster.Monitor);
        });
        var measured = Clusters.First(c => c.Monitor is not null);
        Prometheus = new(measured.Monitor!.Samples, () => !scenario.Current.IsPrometheusDown && measured.IsPrometheusUp(), clock.Time);
        measured.Api.Services.Prometheus = Prometheus.HandleAsync;
        Slack = new(scenario, clock.Time);
    }

    /// <summary>The clusters beyond the three of <see cref="EstateTable"/>.</summary>
    public EdgeFleet Edges { get; }

    public ScenarioState Scenario { get; }

    public ImmutableArray<EstateCluster> Clusters { get; }

    public RegistryServer Registry { get; }

    public PrometheusServer Prometheus { get; }

    public SlackSink Slack { get; }

    /// <summary>Front ends by the host name of their endpoint.</summary>
    public ImmutableDictionary<string, FrontEnd> FrontEnds { get; }

    /// <summary>Drops everything and installs all clusters anew.</summary>
    public void Install()
    {
        foreach (var cluster in Clusters)
        {
            cluster.Install();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cluster in Clusters)
        {
            cluster.Dispose();
        }
    }
}

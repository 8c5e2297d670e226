using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for components, their placements, and charts.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class ComponentChecks(Runbook runbook, Findings findings)
{
    readonly string[] clusters = [.. runbook.Estates.SelectMany(estate => estate.Clusters).Select(cluster => cluster.Name).Where(name => name.Length > 0).Distinct()];

    /// <summary>Checks every component and chart.</summary>
    public void Run()
    {
        foreach (var component in runbook.Components)
        {
            CheckStrategy(component);
            foreach (var placement in component.Placements)
            {
                CheckCluster(placement.Cluster, findings.At(placement));
                CheckEndpoints(placement);
            }
        }

        CheckContainers();
        foreach (var chart in runbook.Charts.Where(chart => chart.Cluster.Length > 0))
        {
            CheckCluster(chart.Cluster, findings.At(chart, "cluster"));
        }
    }

    void CheckStrategy(Component component)
    {
        if (component.Strategy is { MaxSurge: "0" or "0%", MaxUnavailable: "0" or "0%" } strategy)
        {
            findings.Add(findings.At(strategy), "maxSurge and maxUnavailable are both zero, so no pod could ever be replaced; at least one must be above zero");
        }
    }

    void CheckCluster(string cluster, Position at)
    {
        if (clusters.Length > 0 && !clusters.Contains(cluster))
        {
            findings.Add(at, $"no estate has a cluster '{cluster}'; known: {Names.List(clusters)}", Nearest.Hint(cluster, clusters));
        }
    }

    void CheckEndpoints(Placement placement)
    {
        if (findings.Knows(findings.At(runbook, "endpoints")))
        {
            return;
        }

        foreach (var check in placement.Checks.OfType<HealthCheck.Http>().Where(check => check.Endpoint.Length > 0 && !runbook.Endpoints.Contains(check.Endpoint)))
        {
            findings.Add(
                findings.At(check, "endpoint"),
                $"endpoint '{check.Endpoint}' is not in the file's list of endpoints; known: {Names.List(runbook.Endpoints)}",
                Nearest.Hint(check.Endpoint, runbook.Endpoints));
        }
    }

    void CheckContainers()
    {
        var placements = runbook.Components.SelectMany(component => component.Placements)
            .Where(placement => placement is { Namespace.Length: > 0, Workload.Length: > 0, Container.Length: > 0 }).ToArray();
        Twice.Report(
            placements.Select(placement => $"{placement.Cluster}/{placement.Namespace}/{placement.Workload}/{placement.Container}"),
            index => findings.At(placements[index], "container"),
            "container",
            findings);
    }
}

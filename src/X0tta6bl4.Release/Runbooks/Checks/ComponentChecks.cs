using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for components and their placements.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class ComponentChecks(Runbook runbook, Findings findings)
{
    readonly KnownNames known = new(runbook, findings);

    /// <summary>Checks every component.</summary>
    public void Run()
    {
        foreach (var component in runbook.Components)
        {
            CheckStrategy(component);
            foreach (var placement in component.Placements)
            {
                known.Cluster(placement.Cluster, findings.At(placement));
                known.Endpoints(placement.Checks);
            }
        }

        CheckContainers();
    }

    void CheckStrategy(Component component)
    {
        if (component.Strategy is { MaxSurge: "0" or "0%", MaxUnavailable: "0" or "0%" } strategy)
        {
            findings.Add(findings.At(strategy), "maxSurge and maxUnavailable are both zero, so no pod could ever be replaced; at least one must be above zero");
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

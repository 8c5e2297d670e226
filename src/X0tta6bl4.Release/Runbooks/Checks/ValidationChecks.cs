using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Checks;

/// <summary>What must hold for what a release is proven by: backups, gates and validations.</summary>
/// <param name="runbook">The runbook as read.</param>
/// <param name="findings">Where mistakes go.</param>
internal sealed class ValidationChecks(Runbook runbook, Findings findings)
{
    readonly KnownNames known = new(runbook, findings);

    /// <summary>Checks them all.</summary>
    public void Run()
    {
        foreach (var backup in runbook.Backups)
        {
            known.Cluster(backup.Cluster, findings.At(backup, "cluster"));
        }

        foreach (var gate in runbook.Gates)
        {
            known.Cluster(gate.Cluster, findings.At(gate, "cluster"));
            new GateChecks(findings).Check(gate);
        }

        foreach (var validation in runbook.Stages.Select(stage => stage.Validation).OfType<Validation>())
        {
            Check(validation);
        }
    }

    void Check(Validation validation)
    {
        known.Endpoints(validation.Calls);
        foreach (var call in validation.Calls.OfType<HealthCheck.PlacementExec>())
        {
            known.Placement(call.Placement, findings.At(call, "placement"));
        }

        foreach (var load in validation.Loads)
        {
            known.OneOf(runbook.Components.Select(component => component.Name), load.Component, "component", findings.At(load, "component"));
            known.Endpoint(load.Request.Endpoint, () => findings.At(load.Request, "endpoint"));
        }

        foreach (var load in validation.Scripts)
        {
            known.OneOf(runbook.Components.Select(component => component.Name), load.Component, "component", findings.At(load, "component"));
            known.Endpoint(load.Endpoint, () => findings.At(load, "endpoint"));
        }

        foreach (var (index, gate) in validation.Gates.Index())
        {
            known.OneOf(runbook.Gates.Select(g => g.Name), gate, "gate", findings.At(validation, "gates", index));
        }
    }
}

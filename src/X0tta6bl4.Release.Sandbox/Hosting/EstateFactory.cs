using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>Makes the estate: from the saved state where there is one, else anew.</summary>
internal static class EstateFactory
{
    public static Estate Make(SandboxOptions options, StateDirectory directory, SimulationClock clock, Chance chance, SandboxLog log)
    {
        var saved = options.IsReset ? null : directory.ReadState();
        var name = options.Scenario ?? saved.Text("scenario") ?? "happy";
        var scenario = new ScenarioState(ScenarioTable.Find(name) ?? ScenarioTable.All.First(), saved.Text("installed") ?? options.InstalledVersion);
        var estate = new Estate(options.Edges ?? EdgeFleet.Parse(saved.Text("edges")) ?? EdgeFleet.None, clock, chance, scenario, log);
        foreach (var cluster in estate.Clusters)
        {
            if (saved.At("clusters", cluster.Name) is { } state)
            {
                cluster.Restore(state.Number("resourceVersion") ?? 1000, [.. state.Items("objects").Select(Load).OfType<(ResourceKind, JsonObject)>()]);
            }
            else
            {
                cluster.Install();
            }
        }

        return estate;
    }

    static (ResourceKind Kind, JsonObject Value)? Load(JsonObject o) =>
        ResourceKinds.FindByObject(o.Text("apiVersion"), o.Text("kind")) is { } kind ? (kind, o.Copy()) : null;
}

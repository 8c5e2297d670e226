using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Plans what proves a release: functional calls, then loads, then gates. Pure.</summary>
static class ValidationPlanner
{
    static readonly TimeSpan AskLimit = TimeSpan.FromMinutes(1);

    /// <summary>Time that a load may take beyond its own: for connections, and for answers that come late.</summary>
    static readonly TimeSpan LoadSlack = TimeSpan.FromMinutes(1);

    /// <summary>Up to three waves; what concerns nothing in scope is left out.</summary>
    public static IEnumerable<PlannedWave> Waves(Stage stage, ReleaseScope scope)
    {
        var calls = Calls(stage, scope).ToArray();
        Step[] loads = [.. Loads(stage, scope), .. Scripts(stage, scope)];
        var gates = scope.Gates.Where(gate => stage.Validation!.Gates.Contains(gate.Name)).Select(gate => Ask(stage.Name, gate)).ToArray();
        PlannedLane[][] waves = [calls, loads.Length > 0 ? [new PlannedLane("load", [.. loads])] : [], gates];
        return waves.Where(lanes => lanes.Length > 0).Select((lanes, index) => new PlannedWave(index + 1, [.. lanes], TimeSpan.Zero));
    }

    /// <summary>What is watched beside a stage; null for nothing.</summary>
    public static ImmutableArray<Step.WatchGate>? Guards(Stage stage, ReleaseScope scope) => scope.Guards.Where(gate => stage.Guards.Contains(gate.Name)).ToArray() is { Length: > 0 } guards
        ? [.. guards.Select(gate => new Step.WatchGate(gate) { Id = $"{stage.Name}/guards/{gate.Name}/watch", Limit = stage.Budget })]
        : null;

    /// <summary>What Prepare measures, so that a gate has something to compare with.</summary>
    public static PlannedLane Baseline(string stage, Gate gate) =>
        new($"baseline of {gate.Name}", [new Step.MeasureBaseline(gate) { Id = $"{stage}/1/{gate.Name}/baseline", Limit = gate.Window + AskLimit }]);

    static IEnumerable<PlannedLane> Calls(Stage stage, ReleaseScope scope)
    {
        foreach (var (index, call) in stage.Validation!.Calls.Index())
        {
            var id = $"{stage.Name}/calls/call-{index + 1}";
            switch (call)
            {
                case HealthCheck.Http http:
                    yield return new PlannedLane($"call {index + 1}", [CheckPlanner.Call($"{id}/request", http, scope)]);
                    break;
                case HealthCheck.PlacementExec exec when scope.Placements.FirstOrDefault(p => p.Name == exec.Placement) is { } placement:
                    yield return new PlannedLane($"call {index + 1}", [CheckPlanner.Run($"{id}/command", exec.Command, Surveyor.WorkloadOf(placement), placement.Container)]);
                    break;
            }
        }
    }

    static IEnumerable<Step> Loads(Stage stage, ReleaseScope scope) => stage.Validation!.Loads.Index()
        .Where(load => scope.Components.Any(component => component.Name == load.Item.Component))
        .Select(load =>
        {
            var timed = load.Item with { Duration = scope.Estate.Overrides.LoadDuration ?? load.Item.Duration };
            return new Step.RunLoad(timed) { Id = $"{stage.Name}/load/{load.Index + 1}/{timed.Component}", Limit = timed.WarmUp + timed.Duration + LoadSlack };
        });

    static IEnumerable<Step> Scripts(Stage stage, ReleaseScope scope) => stage.Validation!.Scripts.Index()
        .Where(load => scope.Scripts.Contains(load.Item))
        .Select(load =>
        {
            var (facts, (component, script, endpoint)) = (scope.ScriptFacts[load.Item.Script], load.Item);
            var duration = scope.Estate.Overrides.LoadDuration ?? facts.Length;
            return new Step.RunScript(component, script, facts.Hash, endpoint, duration) { Id = $"{stage.Name}/script/{load.Index + 1}/{component}", Limit = duration + LoadSlack };
        });

    // Waiting until the window holds nothing from before the change is part of the step, and so are further questions.
    static PlannedLane Ask(string stage, Gate gate) =>
        new(gate.Name, [new Step.AskGate(gate) { Id = $"{stage}/gates/{gate.Name}/ask", Limit = gate.Window + gate.Asking + AskLimit }]);
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Which part of the runbook one release is about.</summary>
/// <param name="Estate">The estate.</param>
/// <param name="Clusters">Clusters of the estate that are not left out.</param>
/// <param name="Components">Components with at least one placement in scope.</param>
/// <param name="Placements">Placements in scope, in the runbook's order.</param>
/// <param name="LeftOut">Placements of the chosen components on clusters that are left out.</param>
public sealed record ReleaseScope(
    Estate Estate,
    ImmutableArray<ClusterEntry> Clusters,
    ImmutableArray<Component> Components,
    ImmutableArray<Placement> Placements,
    ImmutableArray<Placement> LeftOut)
{
    /// <summary>Clusters that a run locks, in the estate's order, the keeper of the journal's copy first: the primary cluster unless it is left out, and all in scope.</summary>
    public ImmutableArray<ClusterEntry> Locked { get; init; } = [];

    /// <summary>Charts in scope, in the runbook's order.</summary>
    public ImmutableArray<Chart> Charts { get; init; } = [];

    /// <summary>Values of the charts in scope, by the chart's name.</summary>
    public ImmutableSortedDictionary<string, ChartValues> Values { get; init; } = ImmutableSortedDictionary<string, ChartValues>.Empty;

    /// <summary>Load scripts of the components in scope.</summary>
    public ImmutableArray<ScriptedLoadTest> Scripts { get; init; } = [];

    /// <summary>What is known of the load scripts in scope, by their file as the runbook has it.</summary>
    public ImmutableSortedDictionary<string, ScriptFacts> ScriptFacts { get; init; } = ImmutableSortedDictionary<string, ScriptFacts>.Empty;

    /// <summary>Backups that clusters in scope make.</summary>
    public ImmutableArray<Backup> Backups { get; init; } = [];

    /// <summary>Gates that some stage asks and that a cluster in scope can answer, with the estate's own window.</summary>
    public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Gates that guard some stage and that a cluster in scope can answer, with the estate's own window and the threshold that was asked for.</summary>
    public ImmutableArray<Gate> Guards { get; init; } = [];

    /// <summary>See <see cref="Plan.ErrorThreshold"/>.</summary>
    public double? ErrorThreshold { get; init; }

    /// <summary>How to see that monitoring is alive; null when nobody looks.</summary>
    public Monitoring? Monitoring { get; init; }

    /// <summary>The trial that precedes this release; null when the runbook has none, or its cluster is not in scope.</summary>
    public StagingArea? Staging { get; init; }

    /// <summary>True when steps whose undo would fail are only noted, and made.</summary>
    public bool AcceptsNoWayBack { get; init; }

    /// <summary>Placements that are tried first: those on the staging area's cluster.</summary>
    public IEnumerable<Placement> OnTrial => Staging is { } area ? Placements.Where(placement => placement.Cluster == area.Cluster) : [];

    /// <summary>The copy of a placement on trial.</summary>
    public WorkloadReference CopyOf(Placement placement) =>
        new(Staging!.Cluster, Staging.Namespace, "Deployment", $"{placement.Workload}-staging");

    /// <summary>The workload that runs integration tests; null when there are none.</summary>
    public WorkloadReference? Tester => Staging?.Tests is { } tests ? new WorkloadReference(Staging.Cluster, Staging.Namespace, "Deployment", tests.Workload) : null;

    /// <summary>Selects estate, components and clusters by name; unknown names are problems.</summary>
    public static Checked<ReleaseScope> Of(Runbook runbook, ReleaseParameters parameters)
    {
        var estate = runbook.Estates.FirstOrDefault(e => e.Name == parameters.Estate);
        if (estate is null)
        {
            return Checked.Invalid<ReleaseScope>([new Problem("--estate", $"the runbook has no estate '{parameters.Estate}'; it has {Names(runbook.Estates.Select(e => e.Name))}")]);
        }

        var names = runbook.Components.Select(c => c.Name).Concat(runbook.Charts.Select(c => c.Name)).ToArray();
        var problems = parameters.Components.Except(names)
            .Select(name => new Problem("--component", $"the runbook has no component '{name}'; it has {Names(names)}"))
            .Concat(parameters.Without.Except(estate.Clusters.Select(c => c.Name))
                .Select(name => new Problem("--without", $"estate {estate.Name} has no cluster '{name}'; it has {Names(estate.Clusters.Select(c => c.Name))}")))
            .ToArray();
        if (problems.Length > 0)
        {
            return Checked.Invalid<ReleaseScope>(problems);
        }

        var scope = Select(runbook, estate, parameters);
        return scope.Placements.IsEmpty && scope.Charts.IsEmpty
            ? Checked.Invalid<ReleaseScope>([new Problem("--component, --without", "nothing is left to release", "leave out fewer clusters or name more components")])
            : Checked.Valid(scope);
    }

    static ReleaseScope Select(Runbook runbook, Estate estate, ReleaseParameters parameters)
    {
        bool Chosen(string name) => parameters.Components.IsEmpty || parameters.Components.Contains(name);

        var components = runbook.Components.Where(c => Chosen(c.Name));
        var here = components.SelectMany(c => c.Placements).Where(p => estate.Clusters.Any(c => c.Name == p.Cluster)).ToArray();
        var placements = here.Where(p => !parameters.Without.Contains(p.Cluster)).ToImmutableArray();
        var kept = estate.Clusters.Where(c => !parameters.Without.Contains(c.Name)).ToArray();
        var charts = runbook.Charts.Where(chart => Chosen(chart.Name) && kept.Any(c => c.Name == chart.Cluster)).ToImmutableArray();
        var clusters = kept.Where(c => placements.Any(p => p.Cluster == c.Name) || charts.Any(chart => chart.Cluster == c.Name)).ToImmutableArray();
        var guards = runbook.Stages.SelectMany(stage => stage.Guards).ToArray();
        var asked = runbook.Stages.SelectMany(stage => stage.Validation?.Gates ?? []).ToArray();
        var answered = runbook.Gates.Where(gate => clusters.Any(c => c.Name == gate.Cluster && c.Metrics is not null)).Select(gate => On(estate, gate)).ToArray();
        return new ReleaseScope(
            estate,
            clusters,
            [.. components.Where(c => placements.Any(p => p.Component == c.Name))],
            placements,
            [.. here.Except(placements)])
        {
            Locked = [.. kept.Where(c => c.Role == ClusterRole.Primary || clusters.Contains(c)).OrderByDescending(c => c.Role == ClusterRole.Primary)],
            Charts = charts,
            Scripts = [.. runbook.Stages.SelectMany(stage => stage.Validation?.Scripts ?? []).Where(load => placements.Any(p => p.Component == load.Component))],
            Backups = [.. runbook.Backups.Where(backup => clusters.Any(c => c.Name == backup.Cluster))],
            // A guard that compares needs a baseline like any other gate.
            Gates = [.. answered.Where(gate => asked.Contains(gate.Name) || (guards.Contains(gate.Name) && gate.Limit.NeedsBaseline))],
            Guards = [.. answered.Where(gate => guards.Contains(gate.Name)).Select(gate => WithThreshold(gate, parameters.ErrorThreshold))],
            ErrorThreshold = parameters.ErrorThreshold,
            Monitoring = runbook.Monitoring,
            AcceptsNoWayBack = parameters.AcceptsNoWayBack,
            Staging = runbook.Stages.Select(stage => stage.Staging).FirstOrDefault(area => area is not null && placements.Any(p => p.Cluster == area.Cluster)),
        };
    }

    // An interval that suits the runbook's window suits no other.
    static Gate On(Estate estate, Gate gate) => estate.Overrides.GateWindow is { } window ? gate with { Window = window, Interval = null } : gate;

    // A threshold of errors is one of shares; what a guard expects of anything else stays.
    internal static Gate WithThreshold(Gate gate, double? threshold) =>
        threshold is { } most && gate is { Unit: GateUnit.Share, Limit: GateLimit.AtMost } ? gate with { Limit = new GateLimit.AtMost(most) } : gate;

    /// <summary>The Helm release of a chart.</summary>
    public static WorkloadReference ReleaseOf(Chart chart) => new(chart.Cluster, chart.Namespace, ChartSnapshot.Kind, chart.Name);

    static string Names(IEnumerable<string> names) => string.Join(", ", names);
}

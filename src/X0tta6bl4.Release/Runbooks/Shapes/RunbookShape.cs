using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>The whole file.</summary>
internal static class RunbookShape
{
    static readonly Key<Runbook, int> FormatVersion =
        new("version", "Version of this file's format: 1", Scalars.Integer("a format version that this build reads (1)", 1, 1), _ => 1);

    static readonly OptionalKey<Runbook, TimeSpan> Budget =
        new("budget", "Time limit of a whole release; default 2h", Scalars.Duration(), runbook => runbook.Budget, TimeSpan.FromHours(2));

    static readonly OptionalKey<Runbook, ImmutableArray<string>> Endpoints = new(
        "endpoints",
        "Names of the public endpoints that health checks ask; each estate says where they are",
        new ListShape<string>(Words.Name, "a list of endpoint names", least: 0),
        runbook => runbook.Endpoints,
        []);

    static readonly Key<Runbook, ImmutableArray<Named<Estate>>> Estates = new(
        "estates",
        "What a release may touch: clusters, registry and endpoints, by the name that --estate takes",
        new NamedShape<Estate>(Words.Name, EstateShape.Shape, "a map of estates", least: 1),
        runbook => [.. runbook.Estates.Select(estate => new Named<Estate>(estate.Name, estate))]);

    static readonly Key<Runbook, ImmutableArray<Named<Component>>> Components = new(
        "components",
        "What is released, by the name that --component takes",
        new NamedShape<Component>(Words.Name, ComponentShape.Shape, "a map of components", least: 1),
        runbook => [.. runbook.Components.Select(component => new Named<Component>(component.Name, component))]);

    static readonly OptionalKey<Runbook, ImmutableArray<Named<Chart>>> Charts = new(
        "charts",
        "Helm charts that belong to the estate, by the name of the Helm release",
        new NamedShape<Chart>(Words.Label, ChartShape.Shape, "a map of charts", least: 0),
        runbook => [.. runbook.Charts.Select(chart => new Named<Chart>(chart.Name, chart))],
        []);

    static readonly OptionalKey<Runbook, ImmutableArray<Named<Backup>>> Backups = new(
        "backups",
        "Backups that must exist before anything changes, by name",
        new NamedShape<Backup>(Words.Name, PrerequisiteShapes.Backup, "a map of backups", least: 0),
        runbook => [.. runbook.Backups.Select(backup => new Named<Backup>(backup.Name, backup))],
        []);

    static readonly OptionalKey<Runbook, Monitoring?> Monitoring =
        new("monitoring", "How to see that monitoring is alive, on each cluster that has metrics", PrerequisiteShapes.Monitoring.OrAbsent(), runbook => runbook.Monitoring, null);

    static readonly OptionalKey<Runbook, ImmutableArray<Named<Gate>>> Gates = new(
        "gates",
        "Questions to measurements, by name",
        new NamedShape<Gate>(Words.Name, GateShape.Shape, "a map of gates", least: 0),
        runbook => [.. runbook.Gates.Select(gate => new Named<Gate>(gate.Name, gate))],
        []);

    static readonly OptionalKey<Runbook, ImmutableArray<AvailabilityProbe>> Availability = new(
        "availability",
        "How public endpoints are watched from before the first change until after the last, one probe for each",
        new ListShape<AvailabilityProbe>(AvailabilityShape.Shape, "a list of probes", least: 0),
        runbook => runbook.Availability,
        []);

    static readonly OptionalKey<Runbook, WatchRule> Watch =
        new("watch", "How a release is watched after it is done, by the target Watch", WatchShape.Shape, runbook => runbook.Watch, new WatchRule());

    static readonly OptionalKey<Runbook, ImmutableArray<string>> Afterwards = new(
        "afterwards",
        "What people do after a release; reports list it",
        new ListShape<string>(Words.Prose, "a list of texts", least: 0),
        runbook => runbook.Afterwards,
        []);

    static readonly Key<Runbook, ImmutableArray<Stage>> Stages = new(
        "stages",
        "The targets of a release in their order",
        new ListShape<Stage>(StageShape.Shape, "a list of stages", least: 1),
        runbook => runbook.Stages);

    /// <summary>The file.</summary>
    public static RecordShape<Runbook> Shape { get; } =
        new("a runbook", [FormatVersion, Budget, Endpoints, Estates, Components, Charts, Backups, Monitoring, Gates, Stages, Availability, Watch, Afterwards], Build);

    static Runbook Build(Fields<Runbook> f) => new()
    {
        Budget = f.Of(Budget),
        Endpoints = f.Of(Endpoints),
        Estates = [.. f.Of(Estates).Select(estate => estate.Value)],
        Components = [.. f.Of(Components).Select(component => component.Value)],
        Charts = [.. f.Of(Charts).Select(chart => chart.Value)],
        Backups = [.. f.Of(Backups).Select(backup => backup.Value)],
        Monitoring = f.Of(Monitoring),
        Gates = [.. f.Of(Gates).Select(gate => gate.Value)],
        Stages = f.Of(Stages),
        Availability = f.Of(Availability),
        Watch = f.Of(Watch),
        Afterwards = f.Of(Afterwards),
    };
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A Helm chart in the file.</summary>
internal static class ChartShape
{
    static readonly Key<Chart, string> Cluster = new("cluster", "Cluster that it is installed on", Words.Name, chart => chart.Cluster);

    static readonly Key<Chart, string> Namespace = new("namespace", "Namespace that it is installed in", Words.Label, chart => chart.Namespace);

    static readonly Key<Chart, string> Reference = new("chart", "The chart, REPOSITORY/CHART", Words.ChartReference, chart => chart.Reference);

    static readonly Key<Chart, string> Version = new("version", "The chart's exact version", Words.ChartVersion, chart => chart.Version);

    static readonly Key<Chart, string> Values = new("values", "Values file, relative to this file's directory", Words.RelativeFile, chart => chart.Values);

    static readonly OptionalKey<Chart, TimeSpan> Timeout =
        new("timeout", "Limit for the upgrade; default 5m", Scalars.Duration(), chart => chart.Timeout, TimeSpan.FromMinutes(5));

    static readonly OptionalKey<Chart, ImmutableArray<HealthCheck>> Checks = new(
        "checks",
        "Checks after the upgrade, in order; one that fails fails the stage",
        new ListShape<HealthCheck>(HealthCheckShape.OfChart, "a list of checks", least: 0),
        chart => chart.Checks,
        []);

    static readonly OptionalKey<Chart, bool> StopOnFailure = new(
        "stopOnFailure",
        "true for a chart that only a human can bring up again: when it fails, the release stops and waits for one",
        Scalars.Truth(),
        chart => chart.StopOnFailure,
        false);

    /// <summary>The chart.</summary>
    public static RecordShape<Chart> Shape { get; } = new("a chart", [Cluster, Namespace, Reference, Version, Values, Timeout, Checks, StopOnFailure], Build);

    static Chart Build(Fields<Chart> f) => new()
    {
        Name = f.Name,
        Cluster = f.Of(Cluster),
        Namespace = f.Of(Namespace),
        Reference = f.Of(Reference),
        Version = f.Of(Version),
        Values = f.Of(Values),
        Timeout = f.Of(Timeout),
        Checks = f.Of(Checks),
        StopOnFailure = f.Of(StopOnFailure),
    };
}

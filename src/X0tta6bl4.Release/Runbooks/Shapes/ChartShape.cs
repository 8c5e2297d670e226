using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A Helm chart in the file.</summary>
internal static class ChartShape
{
    static readonly Key<Chart, string> Cluster = new("cluster", "Cluster that it is installed on", Words.Name, chart => chart.Cluster);

    static readonly Key<Chart, string> Namespace = new("namespace", "Namespace that it is installed in", Words.Label, chart => chart.Namespace);

    static readonly Key<Chart, string> Reference = new("chart", "The chart, REPOSITORY/CHART", Words.ChartReference, chart => chart.Reference);

    static readonly Key<Chart, string> Values = new("values", "Values file, relative to the build directory", Words.RelativeFile, chart => chart.Values);

    static readonly OptionalKey<Chart, TimeSpan> Timeout =
        new("timeout", "Limit for the upgrade; default 5m", Scalars.Duration(), chart => chart.Timeout, TimeSpan.FromMinutes(5));

    /// <summary>The chart.</summary>
    public static RecordShape<Chart> Shape { get; } = new(
        "a chart",
        [Cluster, Namespace, Reference, Values, Timeout],
        f => new Chart(f.Name, f.Of(Cluster), f.Of(Namespace), f.Of(Reference), f.Of(Values), f.Of(Timeout)));
}

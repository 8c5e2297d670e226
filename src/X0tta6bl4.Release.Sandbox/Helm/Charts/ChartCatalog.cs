using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>The charts that the command knows by heart; there is no network and no repository.</summary>
internal static class ChartCatalog
{
    public static readonly ImmutableArray<Chart> All =
    [
        PrometheusStackChart.Of("62.7.0", "v0.76.1", "v2.53.2", "11.1.5"),
        PrometheusStackChart.Of("65.1.1", "v0.77.1", "v2.54.1", "11.2.2"),
        VaultChart.Of("0.28.1", "1.17.2", "1.4.2"),
        VaultChart.Of("0.29.1", "1.18.1", "1.5.0"),
        SpireChart.Of("0.21.0", "1.10.1"),
        SpireChart.Of("0.24.0", "1.11.2"),
    ];

    /// <summary>The chart of a reference; the newest when no version is given.</summary>
    /// <exception cref="HelmProblem">Unknown repository, chart or version.</exception>
    public static Chart Find(string reference, string? version)
    {
        if (reference.Split('/') is not [var repository, var name])
        {
            throw new HelmProblem($"non-absolute URLs should be in form of repo_name/path_to_chart, got: {reference}");
        }

        if (!All.Any(c => c.Repository == repository))
        {
            throw new HelmProblem($"repo {repository} not found");
        }

        var versions = All.Where(c => c.Repository == repository && c.Name == name).ToList();
        return versions.LastOrDefault(c => version is null || c.Version == version.TrimStart('v'))
            ?? throw new HelmProblem($"chart \"{name}\" {(version is null ? "" : $"matching {version} ")}not found in {repository} index. (try 'helm repo update'): "
                + (versions.Count == 0 ? "no chart name found" : $"no chart version found for {name}-{version}"));
    }
}

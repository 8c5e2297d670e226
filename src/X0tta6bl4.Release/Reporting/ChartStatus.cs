using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What one chart's Helm release is.</summary>
public sealed record ChartStatus
{
    /// <summary>The chart, <c>NAME@CLUSTER</c>.</summary>
    public required string Chart { get; init; }

    /// <summary>Its cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its Helm release, <c>CLUSTER/NAMESPACE/helmrelease/NAME</c>.</summary>
    public required string HelmRelease { get; init; }

    /// <summary>Version of the chart; empty when it could not be read.</summary>
    public string Version { get; init; } = "";

    /// <summary>The Helm release's revision, from 1; 0 when it could not be read.</summary>
    public int Revision { get; init; }

    /// <summary>Helm's word for that revision, such as <c>deployed</c>; empty when it could not be read.</summary>
    public string Status { get; init; } = "";

    /// <summary>Since when, in UTC; null when no release known here brought it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Identifier of the release that brought it; null when no release known here did.</summary>
    public string? Release { get; init; }

    /// <summary>True when that release brought it back: by undoing its own change.</summary>
    public bool Restored { get; init; }

    /// <summary>How well its workloads run.</summary>
    public Health Health { get; init; } = Health.Unknown;

    /// <summary>Code of the fault that keeps one of them from being healthy; null for none.</summary>
    public string? Fault { get; init; }

    /// <summary>What is seen of the first workload that is not healthy, or why it could not be read, in one line.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A chart of which nothing is known.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="health">Missing or Unknown.</param>
    /// <param name="detail">Why.</param>
    public static ChartStatus Without(Chart chart, Health health, string detail) => new()
    {
        Chart = $"{chart.Name}@{chart.Cluster}",
        Cluster = chart.Cluster,
        HelmRelease = ReleaseScope.ReleaseOf(chart).ToString(),
        Health = health,
        Detail = detail,
    };

    /// <summary>A chart as it was read.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="live">Its Helm release.</param>
    /// <param name="workloads">Its workloads, in the manifest's order; null in place of one that does not exist.</param>
    /// <param name="known">Releases of the estate, newest first.</param>
    public static ChartStatus Of(Chart chart, ChartSnapshot live, ImmutableArray<WorkloadSnapshot?> workloads, ImmutableArray<ReleaseRecord> known)
    {
        var origin = Origin.OfChart(known, live);
        var (health, fault, detail) = HealthOf(live, workloads);
        return Without(chart, health, detail) with
        {
            Version = live.ChartVersion,
            Revision = live.Revision,
            Status = live.Status,
            Since = origin?.At,
            Release = origin?.Release,
            Restored = origin?.Restored ?? false,
            Fault = fault,
        };
    }

    static (Health Health, string? Fault, string Detail) HealthOf(ChartSnapshot live, ImmutableArray<WorkloadSnapshot?> workloads)
    {
        if (live.Status != "deployed")
        {
            return (live.IsPending ? Health.Progressing : Health.Failing, null, $"helm says {live.Status}");
        }

        for (var i = 0; i < workloads.Length; i++)
        {
            if (workloads[i] is not { } workload)
            {
                return (Health.Failing, null, $"{live.Workloads[i]} is in its manifest and does not exist");
            }

            var (health, fault, detail) = PlacementStatus.HealthOf(workload.Rollout);
            if (health != Health.Healthy)
            {
                return (health, fault, $"{workload.Reference}: {detail}");
            }
        }

        return (Health.Healthy, null, $"{workloads.Length} of {workloads.Length} workloads are as wanted");
    }
}

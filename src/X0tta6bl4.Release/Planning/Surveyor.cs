using System.Collections.Concurrent;
using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Reads an estate for planning: clusters, workloads and images side by side, nothing is changed.</summary>
public sealed class Surveyor
{
    readonly EstateView estate;
    readonly ConcurrentBag<Problem> problems = [];
    readonly ConcurrentBag<string> unread = [];
    readonly ConcurrentDictionary<string, ClusterFacts> clusters = new();
    readonly ConcurrentDictionary<string, WorkloadSnapshot> workloads = new();
    readonly ConcurrentDictionary<string, ImageManifest> images = new();
    readonly ConcurrentDictionary<string, WorkloadSnapshot> staging = new();

    Surveyor(EstateView estate) => this.estate = estate;

    /// <summary>Reads what a release of a version in a scope needs to know. What cannot be read becomes a problem of the survey; nothing is thrown for it.</summary>
    public static async Task<EstateSurvey> SurveyAsync(EstateView estate, ReleaseScope scope, string version, CancellationToken cancellationToken)
    {
        var surveyor = new Surveyor(estate);
        await Task.WhenAll(
            scope.Clusters.Select(cluster => surveyor.ReadClusterAsync(cluster.Name, scope, cancellationToken))
                .Concat(scope.Components.Select(component => surveyor.ReadImageAsync(component, version, cancellationToken)))).ConfigureAwait(false);
        return new EstateSurvey(
            surveyor.clusters.ToImmutableSortedDictionary(StringComparer.Ordinal),
            surveyor.workloads.ToImmutableSortedDictionary(StringComparer.Ordinal),
            surveyor.images.ToImmutableSortedDictionary(StringComparer.Ordinal),
            surveyor.unread.ToImmutableSortedSet(StringComparer.Ordinal),
            [.. surveyor.problems.Distinct().OrderBy(p => p.Where, StringComparer.Ordinal).ThenBy(p => p.Message, StringComparer.Ordinal)])
        {
            Staging = surveyor.staging.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The workload of a placement.</summary>
    public static WorkloadReference WorkloadOf(Placement placement) =>
        new(placement.Cluster, placement.Namespace, "Deployment", placement.Workload);

    // One cluster that does not answer is one problem, not one for each of its placements.
    async Task ReadClusterAsync(string name, ReleaseScope scope, CancellationToken cancellationToken)
    {
        var cluster = estate.Clusters[name];
        if (!await TryAsync(name, async () => clusters[name] = await cluster.DescribeAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            return;
        }

        var live = scope.Placements.Where(p => p.Cluster == name).Select(placement => ReadAsync(cluster, WorkloadOf(placement), placement.Name, workloads, cancellationToken));
        var trial = scope.Staging?.Cluster == name
            ? scope.OnTrial.Select(scope.CopyOf).Append(scope.Tester).OfType<WorkloadReference>().Select(workload => ReadAsync(cluster, workload, workload.ToString(), staging, cancellationToken))
            : [];
        await Task.WhenAll(live.Concat(trial)).ConfigureAwait(false);
    }

    Task<bool> ReadAsync(IClusterView cluster, WorkloadReference workload, string key, ConcurrentDictionary<string, WorkloadSnapshot> into, CancellationToken cancellationToken) => TryAsync(key, async () =>
    {
        if (await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false) is { } snapshot)
        {
            into[key] = snapshot;
        }
    });

    Task<bool> ReadImageAsync(Component component, string version, CancellationToken cancellationToken) => TryAsync(component.Name, async () =>
    {
        var reference = ImageReference.Parse(component.Image).With(version, "");
        if (await estate.Registry.FindAsync(reference, cancellationToken).ConfigureAwait(false) is { } manifest)
        {
            images[component.Name] = manifest;
        }
    });

    async Task<bool> TryAsync(string name, Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (EstateAccessException exception)
        {
            unread.Add(name);
            problems.Add(new Problem(exception.Subject, exception.Reason));
            return false;
        }
    }
}

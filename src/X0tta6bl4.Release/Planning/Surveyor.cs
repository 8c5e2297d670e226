using System.Collections.Concurrent;
using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Reads an estate for planning: clusters, workloads, images, charts, backups and monitoring side by side; nothing is changed.</summary>
public sealed class Surveyor
{
    readonly EstateView estate;
    readonly ReleaseScope scope;
    readonly TimeProvider time;
    readonly ConcurrentBag<Problem> problems = [];
    readonly ConcurrentBag<string> unread = [];
    readonly ConcurrentDictionary<string, ClusterFacts> clusters = new();
    readonly ConcurrentDictionary<string, ImmutableArray<AccessQuestion>> denied = new();
    readonly ConcurrentDictionary<string, WorkloadSnapshot> workloads = new();
    readonly ConcurrentDictionary<string, WayBack> waysBack = new();
    readonly ConcurrentDictionary<string, ImageManifest> images = new();
    readonly ConcurrentDictionary<string, WorkloadSnapshot> staging = new();
    readonly ConcurrentDictionary<string, ChartSnapshot> charts = new();
    readonly ConcurrentDictionary<string, TimeSpan> backups = new();
    readonly ConcurrentDictionary<string, MetricAnswer> monitoring = new();
    bool hasStagingNamespace = true;
    Version? helm;

    Surveyor(EstateView estate, ReleaseScope scope, TimeProvider time) => (this.estate, this.scope, this.time) = (estate, scope, time);

    /// <summary>Reads what a release of a version in a scope needs to know. What cannot be read becomes a problem of the survey; nothing is thrown for it.</summary>
    public static async Task<EstateSurvey> SurveyAsync(EstateView estate, ReleaseScope scope, string version, TimeProvider time, CancellationToken cancellationToken)
    {
        var surveyor = new Surveyor(estate, scope, time);
        await Task.WhenAll(
        [
            .. scope.Clusters.Select(cluster => surveyor.ReadClusterAsync(cluster.Name, cancellationToken)),
            .. scope.Components.Select(component => surveyor.ReadImageAsync(component, version, cancellationToken)),
            .. scope.Monitoring is { } query ? scope.Clusters.Where(c => c.Metrics is not null).Select(c => surveyor.ReadMonitoringAsync(c.Name, query.Age, cancellationToken)) : [],
            surveyor.ReadChartsAsync(cancellationToken),
        ]).ConfigureAwait(false);
        // Only now is it known what will change.
        await Task.WhenAll(scope.Components.SelectMany(component => surveyor.ReadWaysBack(component, version, cancellationToken))).ConfigureAwait(false);
        return surveyor.Survey();
    }

    /// <summary>The workload of a placement.</summary>
    public static WorkloadReference WorkloadOf(Placement placement) =>
        new(placement.Cluster, placement.Namespace, "Deployment", placement.Workload);

    EstateSurvey Survey() => new(
        Sorted(clusters),
        Sorted(workloads),
        Sorted(images),
        unread.ToImmutableSortedSet(StringComparer.Ordinal),
        [.. problems.Distinct().OrderBy(p => p.Where, StringComparer.Ordinal).ThenBy(p => p.Message, StringComparer.Ordinal)])
    {
        Staging = Sorted(staging),
        HasStagingNamespace = hasStagingNamespace,
        WaysBack = Sorted(waysBack),
        Denied = Sorted(denied),
        Helm = helm,
        Charts = Sorted(charts),
        Backups = Sorted(backups),
        Monitoring = Sorted(monitoring),
    };

    static ImmutableSortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> pairs) => pairs.ToImmutableSortedDictionary(StringComparer.Ordinal);

    // One cluster that does not answer is one problem, not one for each of its placements.
    async Task ReadClusterAsync(string name, CancellationToken cancellationToken)
    {
        var cluster = estate.Clusters[name];
        if (!await TryAsync(name, async () => clusters[name] = await cluster.DescribeAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            return;
        }

        var live = scope.Placements.Where(p => p.Cluster == name).Select(placement => ReadAsync(cluster, WorkloadOf(placement), placement.Name, workloads, cancellationToken));
        var trial = scope.Staging is { } area && area.Cluster == name
            ? scope.OnTrial.Select(scope.CopyOf).Append(scope.Tester).OfType<WorkloadReference>().Select(workload => ReadAsync(cluster, workload, workload.ToString(), staging, cancellationToken))
                .Append(TryAsync($"{name}/{area.Namespace}", async () => hasStagingNamespace = await cluster.HasNamespaceAsync(area.Namespace, cancellationToken).ConfigureAwait(false)))
            : [];
        var made = scope.Backups.Where(backup => backup.Cluster == name).Select(backup => ReadBackupAsync(cluster, backup, cancellationToken));
        var access = TryAsync($"access to {name}", async () => denied[name] = await cluster.FindDeniedAsync(AccessNeeds.Of(name, scope), cancellationToken).ConfigureAwait(false));
        await Task.WhenAll(live.Concat(trial).Concat(made).Append(access)).ConfigureAwait(false);
    }

    Task<bool> ReadAsync(IClusterView cluster, WorkloadReference workload, string key, ConcurrentDictionary<string, WorkloadSnapshot> into, CancellationToken cancellationToken) => TryAsync(key, async () =>
    {
        if (await cluster.ReadWorkloadAsync(workload, cancellationToken).ConfigureAwait(false) is { } snapshot)
        {
            into[key] = snapshot;
        }
    });

    Task<bool> ReadBackupAsync(IClusterView cluster, Backup backup, CancellationToken cancellationToken) => TryAsync(backup.Name, async () =>
    {
        var cronJob = new WorkloadReference(backup.Cluster, backup.Namespace, "CronJob", backup.CronJob);
        if (await cluster.ReadLastSuccessAsync(cronJob, cancellationToken).ConfigureAwait(false) is { } last)
        {
            backups[backup.Name] = time.GetUtcNow() - last;
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

    IEnumerable<Task<bool>> ReadWaysBack(Component component, string version, CancellationToken cancellationToken) =>
        from placement in scope.Placements
        where placement.Component == component.Name && workloads.ContainsKey(placement.Name)
        let live = workloads[placement.Name]
        where WayBackReading.IsDue(component, placement, version, images.GetValueOrDefault(component.Name), live)
        select TryAsync($"way back of {placement.Name}", async () =>
        {
            if (await WayBackReading.ReadAsync(estate.Clusters[placement.Cluster], estate.Registry, placement, live, cancellationToken).ConfigureAwait(false) is { } back)
            {
                waysBack[placement.Name] = back;
            }
        });

    Task<bool> ReadMonitoringAsync(string cluster, string query, CancellationToken cancellationToken) => TryAsync($"metrics of {cluster}", async () =>
        monitoring[cluster] = await estate.Metrics[cluster].QueryAsync(query, cancellationToken).ConfigureAwait(false));

    // A helm that is not there is one problem, not one for each chart.
    async Task ReadChartsAsync(CancellationToken cancellationToken)
    {
        if (scope.Charts.IsEmpty || !await TryAsync("helm", async () => helm = await estate.Charts.ReadVersionAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            return;
        }

        await Task.WhenAll(scope.Charts.Select(chart => TryAsync(chart.Name, async () =>
        {
            if (await estate.Charts.ReadAsync(ReleaseScope.ReleaseOf(chart), cancellationToken).ConfigureAwait(false) is { } snapshot)
            {
                charts[chart.Name] = snapshot;
            }
        }))).ConfigureAwait(false);
    }

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

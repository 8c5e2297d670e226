using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>What this user must be allowed to do for a release. Pure.</summary>
public static class AccessNeeds
{
    static readonly string[] Reading = ["get", "list", "watch"];
    static readonly string[] Storing = ["get", "list", "create", "update", "delete"];
    static readonly string[] Locking = ["get", "create", "update"];
    static readonly string[] Copying = ["list", "create", "patch", "delete"];
    static readonly string[] Rolling = ["deployments", "replicasets"];
    static readonly string[] Observed = ["pods", "events"];
    static readonly string[] Others = ["statefulsets", "daemonsets"];
    static readonly string[] Patched = ["deployments", "statefulsets", "daemonsets"];

    /// <summary>The questions for one cluster, each once.</summary>
    public static ImmutableArray<AccessQuestion> Of(string cluster, ReleaseScope scope) =>
    [
        .. scope.Placements.Where(placement => placement.Cluster == cluster).SelectMany(placement => OfPlacement(placement.Namespace))
            .Concat(OfState(cluster, scope))
            .Concat(OfStaging(cluster, scope))
            .Concat(scope.Charts.Where(chart => chart.Cluster == cluster).SelectMany(chart => OfChart(chart.Namespace)))
            .Concat(scope.Backups.Where(backup => backup.Cluster == cluster).Select(backup => new AccessQuestion("list", "batch", "jobs", backup.Namespace)))
            .Concat(OfMetrics(cluster, scope))
            .Distinct(),
    ];

    // Every locked cluster is searched for copies of journals; only the first one keeps them.
    static IEnumerable<AccessQuestion> OfState(string cluster, ReleaseScope scope) => scope.Locked.All(locked => locked.Name != cluster) ? [] :
    [
        .. Locking.Select(verb => new AccessQuestion(verb, "coordination.k8s.io", "leases", scope.Estate.State.Namespace)),
        .. Copying.Take(scope.Locked[0].Name == cluster ? Copying.Length : 1).Select(verb => new AccessQuestion(verb, "", "configmaps", scope.Estate.State.Namespace)),
    ];

    static IEnumerable<AccessQuestion> OfPlacement(string ns) =>
    [
        .. Watching(ns),
        new("patch", "apps", "deployments", ns),
        .. Exec(ns),
    ];

    static IEnumerable<AccessQuestion> OfStaging(string cluster, ReleaseScope scope) => scope.Staging is not { } area || area.Cluster != cluster ? [] :
    [
        .. Watching(area.Namespace),
        new("create", "apps", "deployments", area.Namespace),
        new("delete", "apps", "deployments", area.Namespace),
        .. Exec(area.Namespace),
    ];

    // By name, because that is how narrow a Role for it may be.
    static IEnumerable<AccessQuestion> OfMetrics(string cluster, ReleaseScope scope) =>
        scope.Clusters.FirstOrDefault(entry => entry.Name == cluster)?.Metrics?.Service is { } service ? [new("get", "", "services/proxy", service.Namespace) { Name = service.Target }] : [];

    // Helm keeps its releases in Secrets; what else a chart brings only helm knows.
    static IEnumerable<AccessQuestion> OfChart(string ns) =>
    [
        .. Watching(ns),
        .. Others.SelectMany(resource => Reading.Select(verb => new AccessQuestion(verb, "apps", resource, ns))),
        new("list", "apps", "controllerrevisions", ns),
        new("watch", "apps", "controllerrevisions", ns),
        .. Patched.Select(resource => new AccessQuestion("patch", "apps", resource, ns)),
        .. Storing.Select(verb => new AccessQuestion(verb, "", "secrets", ns)),
        new("delete", "", "pods", ns),
        .. Exec(ns),
    ];

    // A command is a GET that becomes a WebSocket, so older servers ask for the one verb and newer ones for the other.
    static AccessQuestion[] Exec(string ns) => [new("get", "", "pods/exec", ns), new("create", "", "pods/exec", ns)];

    static IEnumerable<AccessQuestion> Watching(string ns) =>
    [
        .. Rolling.SelectMany(resource => Reading.Select(verb => new AccessQuestion(verb, "apps", resource, ns))),
        .. Observed.SelectMany(resource => Reading.Select(verb => new AccessQuestion(verb, "", resource, ns))),
        new("get", "", "pods/log", ns),
    ];
}

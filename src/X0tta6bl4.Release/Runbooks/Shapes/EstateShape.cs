using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>An estate in the file.</summary>
internal static class EstateShape
{
    static readonly Key<ClusterEntry, string> ClusterName =
        new("name", "The cluster's name in this file, the same in every estate", Words.Name, cluster => cluster.Name);

    static readonly Key<ClusterEntry, string> Context =
        new("context", "Its context in the kubeconfig", Words.Context, cluster => cluster.Context);

    static readonly OptionalKey<ClusterEntry, ClusterRole> Role = new(
        "role",
        "primary for the one cluster that is locked first and keeps the journal's copy; default secondary",
        Scalars.Word("a role", ("secondary", ClusterRole.Secondary), ("primary", ClusterRole.Primary)),
        cluster => cluster.Role,
        ClusterRole.Secondary);

    static readonly Key<ClusterEntry, MetricsEntry?> Metrics = new(
        "metrics",
        "The Prometheus that measures this cluster: its base URL, or its Service, or a map that also says as whom it is asked; or none (reported as not measured). An embedded estate brings its own",
        new MetricsShape(),
        cluster => cluster.Metrics);

    static readonly OptionalKey<EstateOverrides, TimeSpan?> Soak =
        new("soak", "Replaces the soak of every wave", Scalars.Duration(zero: true).OrNone(), overrides => overrides.Soak, null);

    static readonly OptionalKey<EstateOverrides, TimeSpan?> CheckSpacing =
        new("checkSpacing", "Replaces the time between two tries of a health check", Scalars.Duration().OrNone(), overrides => overrides.CheckSpacing, null);

    static readonly OptionalKey<EstateOverrides, TimeSpan?> GateWindow =
        new("gateWindow", "Replaces the window of every gate", Scalars.Duration().OrNone(), overrides => overrides.GateWindow, null);

    static readonly OptionalKey<EstateOverrides, TimeSpan?> LoadDuration =
        new("loadDuration", "Replaces the duration of every load test", Scalars.Duration().OrNone(), overrides => overrides.LoadDuration, null);

    static readonly OptionalKey<EstateOverrides, TimeSpan?> WatchInterval =
        new("watchInterval", "Replaces the time between two rounds of questions of a watch", Scalars.Duration().OrNone(), overrides => overrides.WatchInterval, null);

    static readonly OptionalKey<Estate, string?> SlackUrlVariable = new(
        "slackUrlVariable",
        "Environment variable with the URL of a Slack incoming webhook for notices; an embedded estate has a sink of its own",
        Words.Variable.OrAbsent(),
        estate => estate.SlackUrlVariable,
        null);

    static readonly OptionalKey<Estate, bool> Embedded = new(
        "embedded",
        "true for the estate that the build starts itself, in a process on loopback; it needs no registry and no endpoints here",
        Scalars.Truth(),
        estate => estate.Embedded,
        false);

    static readonly Key<Estate, ImmutableArray<ClusterEntry>> Clusters = new(
        "clusters",
        "The estate's clusters, in the order in which they are locked",
        new ListShape<ClusterEntry>(
            new RecordShape<ClusterEntry>(
                "a cluster",
                [ClusterName, Context, Role, Metrics],
                f => new ClusterEntry(f.Of(ClusterName), f.Of(Context), f.Of(Role), f.Of(Metrics))),
            "a list of clusters",
            least: 1),
        estate => estate.Clusters);

    static readonly OptionalKey<Estate, RegistryEntry?> Registry =
        new("registry", "Where images are checked, and pulled from", RegistryShape.Shape.OrAbsent(), estate => estate.Registry, null);

    static readonly OptionalKey<Estate, ImmutableArray<Named<Uri>>> Endpoints = new(
        "endpoints",
        "Base URL of each public endpoint that the file's head names",
        new NamedShape<Uri>(Words.Name, Words.BaseUrl, "a map of endpoint names and URLs", least: 0),
        estate => [.. estate.Endpoints.Select(endpoint => new Named<Uri>(endpoint.Key, endpoint.Value))],
        []);

    static readonly OptionalKey<Estate, Uri?> Control = new(
        "control",
        "An address outside the estate that is asked beside the public endpoints: when it fails, too, a failed probe proves nothing",
        ((Shape<Uri>)Words.BaseUrl).OrAbsent(),
        estate => estate.Control,
        null);

    static readonly OptionalKey<Estate, Version> KubernetesAtLeast =
        new("kubernetesAtLeast", "Least Kubernetes version of each cluster, in quotes; default \"1.28\"", Words.KubernetesVersion, estate => estate.KubernetesAtLeast, new Version(1, 28));

    static readonly OptionalKey<Estate, EstateState> State =
        new("state", "What releases keep in the clusters: the lock and copies of journals", EstateStateShape.Shape, estate => estate.State, new EstateState());

    static readonly OptionalKey<Estate, EstateOverrides> Overrides = new(
        "overrides",
        "Settings that replace the general ones on this estate",
        new RecordShape<EstateOverrides>("overrides", [Soak, CheckSpacing, GateWindow, LoadDuration, WatchInterval], BuildOverrides),
        estate => estate.Overrides,
        new EstateOverrides());

    /// <summary>The estate.</summary>
    public static RecordShape<Estate> Shape { get; } =
        new("an estate", [Embedded, Clusters, Registry, Endpoints, Control, KubernetesAtLeast, SlackUrlVariable, State, Overrides], Build);

    static EstateOverrides BuildOverrides(Fields<EstateOverrides> f) => new()
    {
        Soak = f.Of(Soak),
        CheckSpacing = f.Of(CheckSpacing),
        GateWindow = f.Of(GateWindow),
        LoadDuration = f.Of(LoadDuration),
        WatchInterval = f.Of(WatchInterval),
    };

    static Estate Build(Fields<Estate> f) => new()
    {
        Name = f.Name,
        Embedded = f.Of(Embedded),
        Clusters = f.Of(Clusters),
        Registry = f.Of(Registry),
        Endpoints = f.Of(Endpoints).ToImmutableSortedDictionary(endpoint => endpoint.Name, endpoint => endpoint.Value, StringComparer.Ordinal),
        Control = f.Of(Control),
        KubernetesAtLeast = f.Of(KubernetesAtLeast),
        SlackUrlVariable = f.Of(SlackUrlVariable),
        State = f.Of(State),
        Overrides = f.Of(Overrides),
    };
}

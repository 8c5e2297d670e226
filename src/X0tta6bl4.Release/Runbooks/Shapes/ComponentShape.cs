using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>A component and its placements in the file.</summary>
internal static class ComponentShape
{
    static readonly Key<RollingStrategy, string> MaxSurge =
        new("maxSurge", "Pods above the desired count: a number, or a share such as 25%", Words.Surge, strategy => strategy.MaxSurge);

    static readonly Key<RollingStrategy, string> MaxUnavailable =
        new("maxUnavailable", "Pods below the desired count: a number, or a share such as 25%", Words.Unavailable, strategy => strategy.MaxUnavailable);

    static readonly Key<Placement, string> Namespace =
        new("namespace", "Namespace of the workload", Words.Label, placement => placement.Namespace);

    static readonly Key<Placement, string> Workload =
        new("workload", "Name of the Deployment", Words.Subdomain, placement => placement.Workload);

    static readonly Key<Placement, string> Container =
        new("container", "Container whose image is released", Words.Label, placement => placement.Container);

    static readonly OptionalKey<Placement, TimeSpan> Timeout = new(
        "timeout",
        "Limit for the rollout, until every pod is new and available; default 10m",
        Scalars.Duration(),
        placement => placement.Timeout,
        TimeSpan.FromMinutes(10));

    static readonly OptionalKey<Placement, ImmutableArray<HealthCheck>> Checks = new(
        "checks",
        "Health checks after the rollout, in order; one that fails fails the stage",
        new ListShape<HealthCheck>(HealthCheckShape.OfPlacement, "a list of checks", least: 0),
        placement => placement.Checks,
        []);

    static readonly Key<Component, string> Image =
        new("image", "Image name without tag and digest, as the pods' templates spell it", Words.ImageName, component => component.Image);

    static readonly OptionalKey<Component, RollingStrategy?> Strategy = new(
        "strategy",
        "Rolling strategy that each Deployment gets together with the image; without it, the live one stays",
        new RecordShape<RollingStrategy>("a strategy", [MaxSurge, MaxUnavailable], f => new RollingStrategy(f.Of(MaxSurge), f.Of(MaxUnavailable))).OrAbsent(),
        component => component.Strategy,
        null);

    static readonly OptionalKey<Component, HealthCheck.Exec?> StagingCheck = new(
        "stagingCheck",
        "Health check of the copy on trial in staging: a command in its pod, which must end with exit code 0",
        HealthCheckShape.Exec.OrAbsent(),
        component => component.StagingCheck,
        null);

    static readonly OptionalKey<Component, OwnedPolicy> WhenOwned = new(
        "whenOwned",
        "What is done where Helm, Argo CD or Flux keeps the Deployment: refuse the release, take the fields, or change them as their owner; default refuse",
        Scalars.Word("a policy", ("refuse", OwnedPolicy.Refuse), ("take", OwnedPolicy.Take), ("actAsOwner", OwnedPolicy.ActAsOwner)),
        component => component.WhenOwned,
        OwnedPolicy.Refuse);

    static readonly Key<Component, ImmutableArray<Named<Placement>>> Placements = new(
        "placements",
        "Where the component runs, by cluster",
        new NamedShape<Placement>(
            Words.Name,
            new RecordShape<Placement>("a placement", [Namespace, Workload, Container, Timeout, Checks], BuildPlacement),
            "a map of cluster names and placements",
            least: 1),
        component => [.. component.Placements.Select(placement => new Named<Placement>(placement.Cluster, placement))]);

    /// <summary>The component.</summary>
    public static RecordShape<Component> Shape { get; } = new("a component", [Image, Strategy, StagingCheck, WhenOwned, Placements], Build);

    static Component Build(Fields<Component> f) => new()
    {
        Name = f.Name,
        Image = f.Of(Image),
        Strategy = f.Of(Strategy),
        StagingCheck = f.Of(StagingCheck),
        WhenOwned = f.Of(WhenOwned),
        Placements = [.. f.Of(Placements).Select(placement => placement.Value)],
    };

    static Placement BuildPlacement(Fields<Placement> f) => new()
    {
        // components: COMPONENT: placements: CLUSTER: …
        Component = f.NameAbove(2),
        Cluster = f.Name,
        Namespace = f.Of(Namespace),
        Workload = f.Of(Workload),
        Container = f.Of(Container),
        Timeout = f.Of(Timeout),
        Checks = f.Of(Checks),
    };
}

using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A runbook of two clusters and four placements: one wave alone, one of two lanes, one behind it.</summary>
static class LabRunbook
{
    public static Runbook Value { get; } = new()
    {
        Budget = TimeSpan.FromMinutes(120),
        Endpoints = ["api"],
        Estates = [Estate()],
        Components =
        [
            Component("gateway", new RollingStrategy("25%", "0"), Placement("gateway", "east", "gateway", [new HealthCheck.Http(new EndpointRequest("api", "/health", "GET", 200), 3, TimeSpan.FromSeconds(30))])),
            Component("agents", null, Placement("agents", "east", "agents", []), Placement("agents", "west", "agents-west", [new HealthCheck.Exec(["curl", "-f", "http://localhost/"], TimeSpan.FromSeconds(30))])),
            Component("reports", null, Placement("reports", "east", "reports", [])),
        ],
        Stages =
        [
            Stage("Prepare", 15),
            Stage("UpdateGateway", 25, new Wave(["gateway@east"], TimeSpan.Zero)),
            Stage("UpdateAgents", 25, new Wave(["agents@east", "reports@east"], TimeSpan.Zero), new Wave(["agents@west"], TimeSpan.Zero)) with { SharesBudgetWith = "UpdateGateway" },
            Stage("Validate", 25) with { Owner = "qa-engineer", ByHand = "Look at it." },
        ],
    };

    public static Estate Estate() => new()
    {
        Name = "lab",
        Clusters = [new ClusterEntry("east", "lab-east", ClusterRole.Primary, null), new ClusterEntry("west", "lab-west", ClusterRole.Secondary, null)],
        Registry = new RegistryEntry(new Uri("https://registry.example.com"), null, null, null),
        Endpoints = System.Collections.Immutable.ImmutableSortedDictionary<string, Uri>.Empty.Add("api", new Uri("https://api.example.com/")),
        KubernetesAtLeast = new Version(1, 28),
    };

    /// <summary>The same runbook with its endpoint watched.</summary>
    public static Runbook Watched(double failedAtMost = 0.01) => Value with
    {
        Availability = [new AvailabilityProbe { Request = new EndpointRequest("api", "/keys", "GET", 200), Rate = 20, Timeout = TimeSpan.FromSeconds(5), FailedAtMost = failedAtMost }],
    };

    /// <summary>The same runbook with another primary cluster.</summary>
    public static Runbook WithPrimary(string name) => Value with
    {
        Estates = [Estate() with { Clusters = [.. Estate().Clusters.Select(cluster => cluster with { Role = cluster.Name == name ? ClusterRole.Primary : ClusterRole.Secondary })] }],
    };

    /// <summary>The same runbook with another soak after each wave of a stage.</summary>
    public static Runbook WithSoak(string stage, TimeSpan soak) => Value with
    {
        Stages = [.. Value.Stages.Select(s => s.Name == stage ? s with { Waves = [.. s.Waves.Select(wave => wave with { Soak = soak })] } : s)],
    };

    /// <summary>The same runbook with one stage changed.</summary>
    public static Runbook WithStage(string name, Func<Stage, Stage> change) => Value with
    {
        Stages = [.. Value.Stages.Select(stage => stage.Name == name ? change(stage) : stage)],
    };

    static Component Component(string name, RollingStrategy? strategy, params Placement[] placements) =>
        new() { Name = name, Image = $"example/{name}", Strategy = strategy, Placements = [.. placements] };

    static Placement Placement(string component, string cluster, string workload, HealthCheck[] checks) => new()
    {
        Component = component,
        Cluster = cluster,
        Namespace = "system",
        Workload = workload,
        Container = component,
        Timeout = TimeSpan.FromMinutes(10),
        Checks = [.. checks],
    };

    static Stage Stage(string name, int minutes, params Wave[] waves) =>
        new() { Name = name, Budget = TimeSpan.FromMinutes(minutes), Owner = "devops-engineer", Waves = [.. waves] };
}

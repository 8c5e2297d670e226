using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Estates;

/// <summary>The embedded estate as data: clusters, namespaces, workloads and public endpoints.</summary>
internal static class EstateTable
{
    /// <summary>The namespace of what every cluster runs, of locks and of journals.</summary>
    public const string System = "x0tta6bl4-system";
    const string Quantum = "x0tta6bl4-quantum";

    public static readonly ImmutableArray<ClusterRow> Clusters =
    [
        new("eks-us-east-1", [System, Quantum, "staging", "monitoring", "vault", "spire-system"],
        [
            new(System, "api-gateway", 4, "api-gateway", 8000) { ServiceType = "NodePort" },
            new(System, "cultural-agents", 3, "cultural-agents", 8201),
            new(System, "business-agents", 3, "business-agents", 8202),
            new(Quantum, "quantum-services", 3, "quantum-engine", 8301) { StartupTries = 5 },
            new("staging", "test-runner", 1, "test-runner", 8000) { ServiceType = null, FixedVersion = "1.0.0" },
        ])
        {
            CronJobs = [new("vault", "vault-snapshot", "hashicorp/vault:1.17.2")],
            Charts =
            [
                new("monitoring", "kube-prometheus", "prometheus-community/kube-prometheus-stack", "62.7.0"),
                new("vault", "vault", "hashicorp/vault", "0.28.1", """{"server": {"ha": {"enabled": true, "replicas": 3}}}"""),
                new("spire-system", "spire", "spire/spire", "0.21.0"),
            ],
        },
        Edge("k3s-moscow", "moscow"),
        Edge("k3s-spb", "spb"),
    ];

    public static readonly ImmutableArray<EndpointRow> Endpoints =
    [
        new("api.x0tta6bl4.com", Measured, System, "api-gateway")
        {
            Forwards = [new("/api/v1/quantum/", Quantum, "quantum-services"), new("/api/v1/cultural/", System, "cultural-agents")],
        },
        new("grafana", Measured, "monitoring", "kube-prometheus-grafana"),
    ];

    /// <summary>The cluster that has a Prometheus.</summary>
    public const string Measured = "eks-us-east-1";

    static ClusterRow Edge(string name, string suffix) => new(name, [System, Quantum, "monitoring", "vault", "spire-system"],
    [
        new(System, $"cultural-agents-{suffix}", 2, "cultural-agents", 8201),
        new(Quantum, $"quantum-services-{suffix}", 2, "quantum-engine", 8301) { StartupTries = 5 },
    ]);
}

/// <summary>One cluster of the estate.</summary>
internal sealed record ClusterRow(string Name, ImmutableArray<string> Namespaces, ImmutableArray<WorkloadRow> Workloads)
{
    public ImmutableArray<ChartRow> Charts { get; init; } = [];

    public ImmutableArray<CronJobRow> CronJobs { get; init; } = [];
}

/// <summary>Something that is done every hour.</summary>
internal sealed record CronJobRow(string Namespace, string Name, string Image);

/// <summary>One Deployment, with a Service of the same name unless <see cref="ServiceType"/> is null.</summary>
internal sealed record WorkloadRow(string Namespace, string Name, int Replicas, string Container, int Port)
{
    public string? ServiceType { get; init; } = "ClusterIP";

    /// <summary>The version when it is not that of the estate; such a workload is recreated, not rolled.</summary>
    public string? FixedVersion { get; init; }

    /// <summary>How many failures of its startup probe end the container; without such a probe null.</summary>
    public int? StartupTries { get; init; }
}

/// <summary>One public endpoint: a host name and the Service behind it.</summary>
internal sealed record EndpointRow(string Host, string Cluster, string Namespace, string Service)
{
    /// <summary>What its pods pass on to other Services.</summary>
    public ImmutableArray<ForwardRow> Forwards { get; init; } = [];
}

/// <summary>Paths that a Service passes on to another one.</summary>
internal sealed record ForwardRow(string Prefix, string Namespace, string Service);

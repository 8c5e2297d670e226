using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Runbooks;

/// <summary>The file that users copy: it is valid and holds the whole estate.</summary>
public sealed class ShippedRunbookTests
{
    static readonly string Text = RepositoryFiles.Read("build", "runbook.yaml");

    static Runbook Shipped => RunbookReader.Read(Text, "build/runbook.yaml").Value!;

    [Fact]
    public void It_has_no_mistake() => Assert.Empty(RunbookReader.Read(Text, "build/runbook.yaml").Problems);

    [Fact]
    public void It_has_every_placement_of_the_estate() =>
        Assert.Equal(
            [
                "api-gateway eks-us-east-1 x0tta6bl4-system/api-gateway/api-gateway x0tta6bl4/api-gateway 10m",
                "cultural-agents eks-us-east-1 x0tta6bl4-system/cultural-agents/cultural-agents x0tta6bl4/cultural-agents 10m",
                "cultural-agents k3s-moscow x0tta6bl4-system/cultural-agents-moscow/cultural-agents x0tta6bl4/cultural-agents 10m",
                "cultural-agents k3s-spb x0tta6bl4-system/cultural-agents-spb/cultural-agents x0tta6bl4/cultural-agents 10m",
                "business-agents eks-us-east-1 x0tta6bl4-system/business-agents/business-agents x0tta6bl4/business-agents 10m",
                "quantum-engine eks-us-east-1 x0tta6bl4-quantum/quantum-services/quantum-engine x0tta6bl4/quantum-engine 15m",
                "quantum-engine k3s-moscow x0tta6bl4-quantum/quantum-services-moscow/quantum-engine x0tta6bl4/quantum-engine 15m",
                "quantum-engine k3s-spb x0tta6bl4-quantum/quantum-services-spb/quantum-engine x0tta6bl4/quantum-engine 15m",
            ],
            from component in Shipped.Components
            from placement in component.Placements
            select $"{component.Name} {placement.Cluster} {placement.Namespace}/{placement.Workload}/{placement.Container} {component.Image} {DurationText.Format(placement.Timeout)}");

    [Fact]
    public void Every_quantum_placement_is_validated_not_only_the_first() =>
        Assert.All(
            Shipped.Components.Single(component => component.Name == "quantum-engine").Placements,
            placement => Assert.Equal(["curl", "-f", "http://localhost:8301/health"], Assert.IsType<HealthCheck.Exec>(placement.Checks.Single()).Command));

    [Fact]
    public void The_gateway_is_asked_ten_times_half_a_minute_apart() =>
        Assert.Equal(
            new HealthCheck.Http("api", "/health", "GET", 200, 10, TimeSpan.FromSeconds(30)),
            Shipped.Components.Single(component => component.Name == "api-gateway").Placements.Single().Checks.Single());

    [Fact]
    public void Strategies_are_those_of_the_runbook() =>
        Assert.Equal(
            ["api-gateway 25% 0", "cultural-agents  ", "business-agents  ", "quantum-engine 1 0"],
            Shipped.Components.Select(component => $"{component.Name} {component.Strategy?.MaxSurge} {component.Strategy?.MaxUnavailable}"));

    [Fact]
    public void Stages_run_in_order_with_their_budgets_and_waves() =>
        Assert.Equal(
            [
                "Prepare 15m",
                "StagingTest 20m",
                "UpdateGateway 25m [api-gateway@eks-us-east-1]",
                "UpdateAgents 25m with UpdateGateway [cultural-agents@eks-us-east-1, business-agents@eks-us-east-1] [cultural-agents@k3s-moscow, cultural-agents@k3s-spb]",
                "UpdateQuantum 30m [quantum-engine@eks-us-east-1] [quantum-engine@k3s-moscow, quantum-engine@k3s-spb]",
                "UpdateInfra 20m by hand",
                "Validate 25m by hand",
            ],
            Shipped.Stages.Select(Line));

    [Fact]
    public void The_sandbox_needs_nothing_and_production_names_its_registry_and_endpoints()
    {
        var (sandbox, production) = (Shipped.Estates[0], Shipped.Estates[1]);

        Assert.Equal(("sandbox", true, null), (sandbox.Name, sandbox.Embedded, sandbox.Registry));
        Assert.Equal(new EstateOverrides { Soak = TimeSpan.Zero, CheckSpacing = TimeSpan.FromSeconds(1) }, sandbox.Overrides);
        Assert.Equal(new RegistryEntry(new Uri("https://registry.x0tta6bl4.com"), "REGISTRY_USER", "REGISTRY_PASSWORD", "registry.x0tta6bl4.com"), production.Registry);
        Assert.Equal(new Uri("https://api.x0tta6bl4.com"), production.Endpoints["api"]);
        Assert.Equal([new Uri("http://prometheus:9090"), null, null], production.Clusters.Select(cluster => cluster.Metrics));
        Assert.Equal(TimeSpan.FromHours(2), Shipped.Budget);
    }

    [Fact]
    public void The_charts_are_those_of_the_runbook() =>
        Assert.Equal(
            [
                new Chart("kube-prometheus", "eks-us-east-1", "monitoring", "prometheus-community/kube-prometheus-stack", "k8s/monitoring/prometheus-values.yaml", TimeSpan.FromMinutes(5)),
                new Chart("vault", "eks-us-east-1", "vault", "hashicorp/vault", "k8s/security/vault-values.yaml", TimeSpan.FromMinutes(5)),
                new Chart("spire", "eks-us-east-1", "spire-system", "spire/spire", "k8s/security/spire-values.yaml", TimeSpan.FromMinutes(5)),
            ],
            Shipped.Charts);

    [Fact]
    public void The_schema_beside_it_is_the_one_that_the_reader_follows()
    {
        Assert.StartsWith("# yaml-language-server: $schema=runbook.schema.json\n", Text, StringComparison.Ordinal);
        Assert.Equal(RepositoryFiles.Read("build", "runbook.schema.json"), RunbookSchema.Generate());
    }

    static string Line(Stage stage) =>
        $"{stage.Name} {DurationText.Format(stage.Budget)}"
        + (stage.SharesBudgetWith is { } other ? $" with {other}" : "")
        + (stage.ByHand is null ? "" : " by hand")
        + string.Concat(stage.Waves.Select(wave => $" [{string.Join(", ", wave.Placements)}]"));
}

using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
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
    public void The_gateway_is_asked_ten_times_half_a_minute_apart()
    {
        var check = Assert.IsType<HealthCheck.Http>(Shipped.Components.Single(component => component.Name == "api-gateway").Placements.Single().Checks.Single());

        Assert.Equal(("api", "/health", "GET", 200, 10, TimeSpan.FromSeconds(30)), (check.Request.Endpoint, check.Request.Path, check.Request.Method, check.Request.Status, check.Tries, check.Spacing));
    }

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
                "UpdateInfra 20m charts kube-prometheus, vault, spire",
                "Validate 25m 5 calls, 2 scripts, 6 gates",
            ],
            Shipped.Stages.Select(Line));

    [Fact]
    public void The_sandbox_needs_nothing_and_production_names_its_registry_and_endpoints()
    {
        var (sandbox, production) = (Shipped.Estates[0], Shipped.Estates[1]);

        Assert.Equal(("sandbox", true, null), (sandbox.Name, sandbox.Embedded, sandbox.Registry));
        Assert.Equal(new EstateOverrides { Soak = TimeSpan.Zero, CheckSpacing = TimeSpan.FromSeconds(1), GateWindow = TimeSpan.FromSeconds(8), LoadDuration = TimeSpan.FromSeconds(4), WatchInterval = TimeSpan.FromSeconds(2) }, sandbox.Overrides);
        Assert.Equal(new RegistryEntry(new Uri("https://registry.x0tta6bl4.com"), "REGISTRY_USER", "REGISTRY_PASSWORD", "registry.x0tta6bl4.com"), production.Registry);
        Assert.Equal(new Uri("https://api.x0tta6bl4.com"), production.Endpoints["api"]);
        Assert.All([sandbox, production], estate => Assert.Equal(
            [new MetricsEntry { Service = new ServiceAddress("monitoring", "kube-prometheus-prometheus:9090") }, null, null],
            estate.Clusters.Select(cluster => cluster.Metrics)));
        Assert.Equal(TimeSpan.FromHours(2), Shipped.Budget);
    }

    [Fact]
    public void The_charts_are_those_of_the_runbook() =>
        Assert.Equal(
            [
                "kube-prometheus eks-us-east-1/monitoring prometheus-community/kube-prometheus-stack k8s/monitoring/prometheus-values.yaml 5m",
                "vault eks-us-east-1/vault hashicorp/vault k8s/security/vault-values.yaml 5m waits for a human",
                "spire eks-us-east-1/spire-system spire/spire k8s/security/spire-values.yaml 5m",
            ],
            Shipped.Charts.Select(chart => $"{chart.Name} {chart.Cluster}/{chart.Namespace} {chart.Reference} {chart.Values} {DurationText.Format(chart.Timeout)}{(chart.StopOnFailure ? " waits for a human" : "")}"));

    [Fact]
    public void Every_chart_is_pinned_and_its_values_are_there() => Assert.All(Shipped.Charts, chart =>
    {
        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+$", chart.Version);
        Assert.True(ChartValues.Read("/values.yaml", chart.Values, RepositoryFiles.Read("build", chart.Values)).IsValid);
    });

    [Fact]
    public void A_login_is_a_request_with_method_body_and_expected_answer()
    {
        var login = Shipped.Stages[^1].Validation!.Calls.OfType<HealthCheck.Http>().Single(call => call.Request.Path == "/api/v1/auth/login").Request;

        Assert.Equal(("POST", 200), (login.Method, login.Status));
        Assert.NotNull(login.Body);
        Assert.Equal([new JsonExpectation("/token", "*")], login.Json);
    }

    [Fact]
    public void Every_gate_asks_for_one_aggregated_number_about_a_window() => Assert.All(Shipped.Gates, gate =>
    {
        Assert.Matches("^(sum|max|count|histogram_quantile)[(]", gate.Query);
        Assert.Contains("[{window}]", gate.Query, StringComparison.Ordinal);
        Assert.Equal("eks-us-east-1", gate.Cluster);
    });

    [Fact]
    public void The_public_endpoint_is_watched_twenty_times_a_second_on_a_route_of_business()
    {
        var probe = Assert.Single(Shipped.Availability);

        Assert.Equal(("api", "/api/v1/quantum/keys", 20, 0.01), (probe.Endpoint, probe.Request.Path, probe.Rate, probe.FailedAtMost));
        Assert.All(Shipped.Estates, estate => Assert.Equal(estate.Embedded, estate.Control is null));
    }

    [Fact]
    public void What_is_watched_is_asked_every_minute_and_one_bad_minute_takes_nothing_back() =>
        Assert.Equal(new WatchRule { Interval = TimeSpan.FromMinutes(1), FailuresInRow = 2, LeastEvidence = 0.9 }, Shipped.Watch);

    [Fact]
    public void The_schema_beside_it_is_the_one_that_the_reader_follows()
    {
        Assert.StartsWith("# yaml-language-server: $schema=runbook.schema.json\n", Text, StringComparison.Ordinal);
        Assert.Equal(RepositoryFiles.Read("build", "runbook.schema.json"), RunbookSchema.Generate());
    }

    static string Line(Stage stage) =>
        $"{stage.Name} {DurationText.Format(stage.Budget)}"
        + (stage.SharesBudgetWith is { } other ? $" with {other}" : "")
        + (stage.Charts.IsEmpty ? "" : $" charts {string.Join(", ", stage.Charts)}")
        + (stage.Validation is { } validation ? $" {validation.Calls.Length} calls, {validation.Scripts.Length} scripts, {validation.Gates.Length} gates" : "")
        + string.Concat(stage.Waves.Select(wave => $" [{string.Join(", ", wave.Placements)}]"));
}

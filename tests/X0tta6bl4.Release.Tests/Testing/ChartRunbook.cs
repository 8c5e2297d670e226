using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>The lab's runbook with two charts and a validation behind its placements.</summary>
static class ChartRunbook
{
    public static readonly JsonObject NewValues = new() { ["replicas"] = 3, ["logLevel"] = "info" };

    public static Gate Errors { get; } = new()
    {
        Name = "errors",
        Title = "Errors",
        Cluster = "east",
        Query = "errors[{window}]",
        Requests = "count[{window}]",
        LeastRequests = 100,
        Limit = new GateLimit.AtMost(0.5),
        Unit = GateUnit.Share,
        Window = TimeSpan.FromMinutes(2),
    };

    public static Gate Slowness { get; } = Errors with { Name = "slowness", Title = "Response time", Query = "p95[{window}]", Limit = new GateLimit.AboveBaseline(0.2), Unit = GateUnit.Seconds };

    public static Runbook Value { get; } = LabRunbook.Value with
    {
        Estates = [LabRunbook.Estate() with { Clusters = [.. LabRunbook.Estate().Clusters.Select(c => c.Name == "east" ? c with { Metrics = new MetricsEntry { Url = new Uri("http://prometheus.example.com") } } : c)] }],
        Charts = [Chart("vault", stop: true), Chart("mesh", stop: false)],
        Gates = [Errors, Slowness],
        Afterwards = ["Send the report."],
        Stages =
        [
            .. LabRunbook.Value.Stages.Where(stage => stage.Name != "Validate"),
            new Stage { Name = "UpdateInfra", Budget = TimeSpan.FromMinutes(20), Owner = "devops-engineer", Charts = ["vault", "mesh"] },
            new Stage { Name = "Validate", Budget = TimeSpan.FromMinutes(25), Owner = "qa-engineer", Validation = Validation() },
        ],
    };

    /// <summary>The same runbook with one gate changed.</summary>
    public static Runbook WithGate(string name, Func<Gate, Gate> change) => Value with { Gates = [.. Value.Gates.Select(gate => gate.Name == name ? change(gate) : gate)] };

    /// <summary>The same runbook with a load script in place of the load.</summary>
    public static Runbook WithScript() => Value with
    {
        Stages = [.. Value.Stages.Select(stage => stage.Validation is { } proof ? stage with { Validation = proof with { Loads = [], Scripts = [new ScriptedLoadTest("gateway", "load-tests/gateway.yaml", "api")] } } : stage)],
    };

    static Validation Validation() => new(
        [
            new HealthCheck.Http(new EndpointRequest("api", "/login", "POST", 200) { Body = "{}", Json = [new JsonExpectation("/token", "*")] }, 1, TimeSpan.FromSeconds(1)),
            new HealthCheck.PlacementExec("agents@west", new HealthCheck.Exec(["curl", "http://localhost/analyze"], TimeSpan.FromSeconds(30))),
        ],
        [new LoadTest { Component = "gateway", Request = new EndpointRequest("api", "/keys", "GET", 200), Rate = 50, Duration = TimeSpan.FromSeconds(20), WarmUp = TimeSpan.Zero, FailedAtMost = 0.01, P95AtMost = TimeSpan.FromMilliseconds(300) }],
        ["errors", "slowness"]);

    static Chart Chart(string name, bool stop) => new()
    {
        Name = name,
        Cluster = "east",
        Namespace = name,
        Reference = $"example/{name}",
        Version = "2.0.0",
        Values = $"k8s/{name}.yaml",
        Timeout = TimeSpan.FromMinutes(5),
        StopOnFailure = stop,
        Checks = name == "vault" ? [new HealthCheck.PodExec("vault-0", "vault", new HealthCheck.Exec(["vault", "status"], TimeSpan.FromSeconds(30)))] : [],
    };
}

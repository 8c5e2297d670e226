using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class ChartImageTests
{
    [Theory]
    [InlineData("prometheus-operator/prometheus-operator", "v0.99.0")]
    [InlineData("prometheus/prometheus", "v3.0.0")]
    [InlineData("prometheus/node-exporter", "latest")]
    [InlineData("kube-state-metrics/kube-state-metrics", "v2.13.0")]
    [InlineData("grafana/grafana", "11.2.2-ubuntu")]
    [InlineData("hashicorp/vault", "1.18.1")]
    [InlineData("hashicorp/vault-k8s", "1.5.0")]
    [InlineData("spiffe/spire-server", "1.11.2")]
    [InlineData("spiffe/spire-agent", "1.11.2")]
    [InlineData("spiffe/oidc-discovery-provider", "nightly")]
    public async Task Every_tag_of_a_chart_is_there(string repository, string tag)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(200, await ManifestAsync(sandbox, repository, tag));
    }

    [Theory]
    [InlineData("hashicorp/vault", "-x")]
    [InlineData("hashicorp/other", "1.0.0")]
    public async Task Other_things_are_not(string repository, string tag)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(404, await ManifestAsync(sandbox, repository, tag));
    }

    [Theory]
    [InlineData("grafana/grafana", "/api/health", 200)]
    [InlineData("grafana/grafana", "/api/dashboards", 404)]
    [InlineData("prometheus/prometheus", "/-/healthy", 200)]
    [InlineData("prometheus/prometheus", "/-/ready", 200)]
    [InlineData("hashicorp/vault", "/v1/sys/health", 200)]
    [InlineData("hashicorp/vault-k8s", "/health/ready", 200)]
    [InlineData("spiffe/spire-server", "/ready", 200)]
    [InlineData("spiffe/spire-agent", "/live", 200)]
    [InlineData("spiffe/oidc-discovery-provider", "/health", 200)]
    [InlineData("kube-state-metrics/kube-state-metrics", "/healthz", 200)]
    [InlineData("prometheus/node-exporter", "/", 200)]
    public void The_programs_tell_how_they_are(string repository, string path, int status) =>
        Assert.Equal(status, SimulatedApp.Answer(Image(repository, ImageMode.Ok), "pod", "GET", path, 1).Status);

    [Theory]
    [InlineData("grafana/grafana", "/api/health")]
    [InlineData("prometheus/prometheus", "/-/ready")]
    [InlineData("spiffe/spire-server", "/ready")]
    public void A_program_that_never_becomes_ready_says_so(string repository, string path) =>
        Assert.Equal(503, SimulatedApp.Answer(Image(repository, ImageMode.NeverReady), "pod", "GET", path, 1).Status);

    [Fact]
    public void A_sealed_vault_is_unavailable_and_tells_its_state()
    {
        var answer = SimulatedApp.Answer(Image(ChartImages.Vault, ImageMode.Sealed), "vault-0", "GET", "/v1/sys/health", 1);

        Assert.Equal((503, true), (answer.Status, answer.Body.Flag("sealed")));
    }

    [Fact]
    public void Grafana_tells_its_version()
    {
        var answer = SimulatedApp.Answer(Image(ChartImages.Grafana, ImageMode.Ok) with { Tag = "11.2.2" }, "grafana", "GET", "/api/health", 1);

        Assert.Equal(("ok", "11.2.2", 40), (answer.Body.Text("database"), answer.Body.Text("version"), answer.Body.Text("commit")!.Length));
    }

    [Theory]
    [InlineData("vault-sealed", "hashicorp/vault", "1.17.1", "ok")]
    [InlineData("vault-sealed", "hashicorp/vault", "1.17.2", "ok")]
    [InlineData("vault-sealed", "hashicorp/vault", "1.18.1", "sealed")]
    [InlineData("vault-sealed", "hashicorp/vault", "v1.18.1", "sealed")]
    [InlineData("vault-sealed", "hashicorp/vault", "latest", "ok")]
    [InlineData("vault-sealed", "spiffe/spire-server", "1.11.2", "ok")]
    [InlineData("chart-fails", "spiffe/spire-server", "1.10.1", "ok")]
    [InlineData("chart-fails", "spiffe/spire-server", "1.11.2", "crash")]
    [InlineData("never-ready-gateway", "x0tta6bl4/api-gateway", "2.3.0", "ok")]
    [InlineData("never-ready-gateway", "x0tta6bl4/api-gateway", "2.3.1", "never-ready")]
    public void A_scenario_changes_what_is_newer_than_what_was_installed(string scenario, string repository, string tag, string mode)
    {
        var state = new ScenarioState(ScenarioTable.Find(scenario)!, "2.3.0");

        Assert.Equal(mode, state.ModeOf(Image(repository, ImageMode.Ok) with { Tag = tag }, "eks-us-east-1").Name);
    }

    [Fact]
    public async Task A_failing_chart_crashes_and_the_old_pods_stay()
    {
        await using var sandbox = await TestSandbox.StartAsync("chart-fails");
        var server = Manifests.Workload(
            "StatefulSet", "server", "spiffe/spire-server:1.10.1",
            """{"name": "server", "ports": [{"containerPort": 8080}], "readinessProbe": {"httpGet": {"path": "/ready", "port": 8080}}}""", """{"replicas": 2}""");
        await sandbox.InstallAsync(server);

        await sandbox.SetImageAsync("spiffe/spire-server:1.11.2", $"{Manifests.StatefulSets}/server");
        sandbox.Pass(TimeSpan.FromSeconds(10));

        var pods = await sandbox.PodsOfAsync("server");
        Assert.Equal((true, false), (pods[0].IsConditionTrue("Ready"), pods[1].IsConditionTrue("Ready")));
        Assert.Equal("CrashLoopBackOff", pods[1].Items("status", "containerStatuses").Single().Text("state", "waiting", "reason"));
    }

    [Fact]
    public async Task What_the_estate_is_installed_with_runs_and_is_the_version_that_counts_as_installed()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var pods = (await sandbox.GetAsync("/api/v1/pods")).Items("items").ToList();

        var images = pods.SelectMany(p => p.Items("spec", "containers")).Select(c => c.Text("image")!.Split(':')).Where(i => ChartImages.IsOne(i[0])).ToList();
        Assert.NotEmpty(images);
        Assert.All(images, i => Assert.Equal(ChartImages.InstalledVersion(i[0]), i[1]));
        Assert.All(pods, p => Assert.True(p.IsConditionTrue("Ready"), p.Name()));
    }

    static Image Image(string repository, ImageMode mode) => new(repository, "1.0.0", $"sha256:{new string('a', 64)}", mode, 1);

    static async Task<int> ManifestAsync(TestSandbox sandbox, string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Server.Address("registry"), $"/v2/{repository}/manifests/{tag}"));
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.index.v1+json");
        using var response = await sandbox.AskAsync(request);
        return (int)response.StatusCode;
    }
}

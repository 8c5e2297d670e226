using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm;
using X0tta6bl4.Release.Sandbox.Helm.Charts;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

public class ChartTests
{
    const string Stack = "prometheus-community/kube-prometheus-stack";
    const string Vault = "hashicorp/vault";
    const string Spire = "spire/spire";

    [Theory]
    [InlineData(Stack, "62.7.0", "kube-prometheus", "daemonset/kube-prometheus-node-exporter deployment/kube-prometheus-operator deployment/kube-prometheus-grafana deployment/kube-prometheus-kube-state-metrics statefulset/prometheus-kube-prometheus")]
    [InlineData(Vault, "0.28.1", "vault", "deployment/vault-agent-injector statefulset/vault")]
    [InlineData(Spire, "0.21.0", "spire", "daemonset/spire-agent deployment/spire-oidc-discovery-provider statefulset/spire-server")]
    public void A_chart_has_its_workloads(string reference, string version, string release, string expected) =>
        Assert.Equal(expected, string.Join(' ', Workloads(reference, version, release).Select(w => $"{w.Text("kind")!.ToLowerInvariant()}/{w.Name()}")));

    [Theory]
    [InlineData(Vault, "0.28.1", "hashicorp/vault-k8s:1.4.2 hashicorp/vault:1.17.2")]
    [InlineData(Vault, "0.29.1", "hashicorp/vault-k8s:1.5.0 hashicorp/vault:1.18.1")]
    [InlineData(Spire, "0.21.0", "spiffe/spire-agent:1.10.1 spiffe/oidc-discovery-provider:1.10.1 spiffe/spire-server:1.10.1")]
    [InlineData(Spire, "0.24.0", "spiffe/spire-agent:1.11.2 spiffe/oidc-discovery-provider:1.11.2 spiffe/spire-server:1.11.2")]
    [InlineData(Stack, "62.7.0", "prometheus/node-exporter:v1.8.2 prometheus-operator/prometheus-operator:v0.76.1 grafana/grafana:11.1.5 kube-state-metrics/kube-state-metrics:v2.13.0 prometheus/prometheus:v2.53.2")]
    [InlineData(Stack, "65.1.1", "prometheus/node-exporter:v1.8.2 prometheus-operator/prometheus-operator:v0.77.1 grafana/grafana:11.2.2 kube-state-metrics/kube-state-metrics:v2.13.0 prometheus/prometheus:v2.54.1")]
    public void The_charts_version_decides_the_images(string reference, string version, string expected) =>
        Assert.Equal(expected, string.Join(' ', Workloads(reference, version, "x").Select(w => Container(w).Text("image"))));

    [Theory]
    [InlineData(Vault, "server: {image: {repository: mirror/vault, tag: 1.19.0}}", "mirror/vault:1.19.0")]
    [InlineData(Stack, "grafana: {image: {tag: 12.0.0}}", "grafana/grafana:12.0.0")]
    [InlineData(Stack, "prometheus: {prometheusSpec: {image: {registry: registry.local, tag: v3.0.0}}}", "registry.local/prometheus/prometheus:v3.0.0")]
    [InlineData(Spire, "spire-agent: {image: {tag: 1.12.0}}", "spiffe/spire-agent:1.12.0")]
    public void Images_are_set_by_the_real_charts_keys(string reference, string values, string expected) =>
        Assert.Contains(expected, Workloads(reference, null, "x", values).Select(w => Container(w).Text("image")));

    [Fact]
    public void Vault_has_as_many_servers_as_its_values_say_and_replaces_none_by_itself()
    {
        var single = Workloads(Vault, null, "vault").Last();
        var ha = Workloads(Vault, null, "vault", "server: {ha: {enabled: true, replicas: 5}}").Last();

        Assert.Equal((1, 5), (single.Number("spec", "replicas"), ha.Number("spec", "replicas")));
        Assert.Equal(("OnDelete", "Parallel"), (ha.Text("spec", "updateStrategy", "type"), ha.Text("spec", "podManagementPolicy")));
        Assert.Equal("""["vault","status"]""", Container(ha).At("readinessProbe", "exec", "command")!.ToJsonString());
    }

    [Theory]
    [InlineData(Stack)]
    [InlineData(Vault)]
    [InlineData(Spire)]
    public void One_image_can_stand_in_for_all(string reference)
    {
        var workloads = Workloads(reference, null, "x", "standIn: {images: 'app:1', containerPort: 8000, readinessPath: /ready, replicas: 2, terminationGracePeriodSeconds: 0}");

        Assert.All(workloads, w =>
        {
            var container = Container(w);
            Assert.Equal(("app:1", 8000, "/ready"), (container.Text("image"), container.Items("ports").Single().Number("containerPort"), container.Text("readinessProbe", "httpGet", "path")));
            Assert.Equal(w.Text("kind") == "DaemonSet" ? null : 2, w.Number("spec", "replicas"));
            Assert.Equal(0, w.Number("spec", "template", "spec", "terminationGracePeriodSeconds"));
            Assert.Null(container["args"]);
        });
    }

    [Theory]
    [InlineData("k8s/monitoring/prometheus-values.yaml", Stack, "65.1.1")]
    [InlineData("k8s/security/vault-values.yaml", Vault, "0.29.1")]
    [InlineData("k8s/security/spire-values.yaml", Spire, "0.24.0")]
    public void The_shipped_values_fit_the_charts(string file, string reference, string version)
    {
        var workloads = Workloads(reference, version, "x", File.ReadAllText(Path.Combine(BuildFolder(), file)));

        Assert.All(workloads, w => Assert.NotNull(Container(w).At("resources", "requests", "memory")));
    }

    [Fact]
    public void A_manifest_reads_back_as_the_objects_it_was_made_of()
    {
        var chart = ChartCatalog.Find(Vault, null);
        var objects = chart.Objects("vault", "vault", []);

        var read = YamlReading.Documents(chart.Manifest(objects));

        Assert.Equal(objects.Select(o => o.ToJsonString()), read.Select(o => o.ToJsonString()));
    }

    static List<JsonObject> Workloads(string reference, string? version, string release, string values = "{}") =>
        [.. ChartCatalog.Find(reference, version).Objects(release, "ns", YamlReading.Documents(values)[0]).Where(o => o.Text("apiVersion") == "apps/v1")];

    static JsonObject Container(JsonObject workload) => workload.Items("spec", "template", "spec", "containers").Single();

    static string BuildFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "X0tta6bl4.Release.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "build");
    }
}

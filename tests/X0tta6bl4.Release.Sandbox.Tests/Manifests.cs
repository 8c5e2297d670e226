using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>Workloads as charts would install them.</summary>
static class Manifests
{
    public const string StatefulSets = "/apis/apps/v1/namespaces/staging/statefulsets";
    public const string DaemonSets = "/apis/apps/v1/namespaces/staging/daemonsets";
    public const string Pods = "/api/v1/namespaces/staging/pods";
    public const string Merge = "application/merge-patch+json";

    const string VaultSpec = """{"replicas": 3, "podManagementPolicy": "Parallel", "updateStrategy": {"type": "OnDelete"}, "serviceName": "vault-internal"}""";

    /// <summary>A workload whose pods are labelled <c>app=NAME</c>.</summary>
    public static JsonObject Workload(string kind, string name, string image, string container, string spec = "{}")
    {
        var workload = (JsonObject)JsonNode.Parse($$$"""
            {
              "metadata": {"name": "{{{name}}}"},
              "spec": {
                "selector": {"matchLabels": {"app": "{{{name}}}"}},
                "template": {"metadata": {"labels": {"app": "{{{name}}}"}}, "spec": {"terminationGracePeriodSeconds": 10, "containers": [{{{container}}}]}}
              }
            }
            """)!;
        workload["kind"] = kind;
        workload.Ensure("spec", "template", "spec")["containers"]![0]!["image"] = image;
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(spec)!)
        {
            workload.Ensure("spec")[field] = value?.DeepClone();
        }

        return workload;
    }

    public static JsonObject Agents(string kind, string spec = "{}", string version = "1.10.1") => Workload(
        kind, "agents", $"spiffe/spire-agent:{version}",
        """{"name": "agent", "ports": [{"name": "healthz", "containerPort": 9982}], "readinessProbe": {"httpGet": {"path": "/ready", "port": "healthz"}, "periodSeconds": 1}}""", spec);

    public static JsonObject Vault(string spec = VaultSpec) => Workload(
        "StatefulSet", "vault", "hashicorp/vault:1.17.2", """
        {
          "name": "vault", "ports": [{"name": "http", "containerPort": 8200}],
          "readinessProbe": {"exec": {"command": ["/bin/sh", "-ec", "vault status -tls-skip-verify"]}, "periodSeconds": 5}
        }
        """, spec);

    public static string Image(string image) => $$$$"""[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "{{{{image}}}}"}]""";

    /// <summary>Creates a workload in namespace staging and lets time pass until it is as it is meant to be.</summary>
    public static async Task InstallAsync(this TestSandbox sandbox, JsonObject workload)
    {
        var path = workload.Text("kind") == "DaemonSet" ? DaemonSets : StatefulSets;
        var (code, answer) = await sandbox.SendAsync("POST", path, workload.ToJsonString());
        Assert.True(code == 201, answer.ToJsonString());
        await sandbox.PassUntilSettledAsync();
    }

    public static async Task PassUntilSettledAsync(this TestSandbox sandbox)
    {
        var cluster = sandbox.Server.Estate.Clusters[0];
        await sandbox.PassUntilAsync(() => Task.FromResult(cluster.Cluster.Do(() => cluster.Controllers.IsSettled)));
    }

    public static async Task<List<JsonObject>> PodsOfAsync(this TestSandbox sandbox, string app) => await sandbox.PodsAsync(app, Pods);

    /// <summary>A container's image tag.</summary>
    public static string Tag(this JsonObject pod) => pod.Items("spec", "containers").First().Text("image")!.Split(':')[1];
}

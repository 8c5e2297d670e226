using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>hashicorp/vault, without volumes: where this chart is installed there is no storage.</summary>
internal static class VaultChart
{
    const string Server = "vault";
    const string Injector = "vault-agent-injector";
    const string PortName = "http";

    public static Chart Of(string version, string vault, string injector) => new("hashicorp", "vault", version, vault, Defaults(vault, injector), Render);

    static JsonObject Defaults(string vault, string injector) => (JsonObject)JsonNode.Parse($$$"""
        {
          "injector": {
            "enabled": true, "replicas": 1, "port": 8080, "image": {"repository": "hashicorp/vault-k8s", "tag": "{{{injector}}}"}, "resources": {}
          },
          "server": {
            "enabled": true, "image": {"repository": "hashicorp/vault", "tag": "{{{vault}}}"}, "updateStrategyType": "OnDelete", "resources": {},
            "service": {"port": 8200, "targetPort": 8200}, "readinessProbe": {"enabled": true},
            "ha": {"enabled": false, "replicas": 3, "raft": {"enabled": false, "config": "ui = true\nstorage \"raft\" {\n  path = \"/vault/data\"\n}\n"}}
          }
        }
        """)!;

    static IEnumerable<JsonObject> Render(Rendering r)
    {
        if (r.Wants("server"))
        {
            foreach (var made in ServerObjects(r))
            {
                yield return made;
            }
        }

        if (r.Wants("injector"))
        {
            var name = $"{r.Release}-agent-injector";
            yield return r.ServiceAccount(name, Injector);
            yield return r.Service($"{name}-svc", Injector, 443, "https");
            yield return new Workload("Deployment", name, Injector, ("https", r.Values.Number("injector", "port") ?? 8080))
            {
                Container = "sidecar-injector", Section = r.Values["injector"], Replicas = r.Values.Number("injector", "replicas") ?? 1,
                ReadinessPath = "/health/ready", Arguments = ["agent-inject"], ServiceAccount = name,
            }.Render(r);
        }
    }

    static IEnumerable<JsonObject> ServerObjects(Rendering r)
    {
        var server = r.Values["server"];
        var port = server.Number("service", "port") ?? 8200;
        yield return r.ServiceAccount(r.Release, Server);
        yield return r.ConfigMap($"{r.Release}-config", Server, "extraconfig-from-values.hcl", server.Text("ha", "raft", "config") ?? "");
        yield return r.Service(r.Release, Server, port, PortName);
        var active = r.Service($"{r.Release}-active", Server, port, PortName);
        active.Ensure("spec", "selector")["vault-active"] = "true";
        yield return active;
        var headless = r.Service($"{r.Release}-internal", Server, port, PortName);
        headless.Ensure("spec")["clusterIP"] = "None";
        headless.Ensure("spec")["publishNotReadyAddresses"] = true;
        yield return headless;
        yield return new Workload("StatefulSet", r.Release, Server, (PortName, server.Number("service", "targetPort") ?? 8200))
        {
            Section = server, Replicas = server.Flag("ha", "enabled") ? server.Number("ha", "replicas") ?? 3 : 1,
            ReadinessPath = server.Text("readinessProbe", "path") ?? "", ReadinessCommand = server.Text("readinessProbe", "path") is null ? ["vault", "status"] : [],
            Arguments = ["vault", "server", "-config=/vault/config"], ServiceAccount = r.Release, ServiceName = $"{r.Release}-internal",
            UpdateStrategy = server.Text("updateStrategyType") ?? "OnDelete",
        }.Render(r);
    }
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm.Charts;

/// <summary>spire/spire: server, agents and the OIDC discovery provider.</summary>
internal static class SpireChart
{
    const string Healthz = "healthz";

    public static Chart Of(string version, string spire) => new("spire", "spire", version, spire, Defaults(spire), Render);

    static JsonObject Defaults(string spire) => (JsonObject)JsonNode.Parse($$$"""
        {
          "global": {"spire": {"trustDomain": "example.org", "clusterName": "example-cluster"}},
          "spire-server": {"enabled": true, "replicaCount": 1, "image": {"repository": "spiffe/spire-server", "tag": "{{{spire}}}"}, "service": {"port": 443}, "resources": {}},
          "spire-agent": {"enabled": true, "image": {"repository": "spiffe/spire-agent", "tag": "{{{spire}}}"}, "healthChecks": {"port": 9982}, "resources": {}},
          "spiffe-oidc-discovery-provider": {
            "enabled": true, "replicaCount": 1, "image": {"repository": "spiffe/oidc-discovery-provider", "tag": "{{{spire}}}"}, "resources": {}
          }
        }
        """)!;

    static IEnumerable<JsonObject> Render(Rendering r) => [.. Server(r), .. Agent(r), .. Provider(r)];

    static IEnumerable<JsonObject> Server(Rendering r)
    {
        if (r.Wants("spire-server"))
        {
            var (name, section) = ($"{r.Release}-server", r.Values["spire-server"]);
            yield return r.ServiceAccount(name, "server");
            yield return r.ConfigMap(name, "server", "server.conf", Settings(r));
            yield return r.Service(name, "server", section.Number("service", "port") ?? 443, Healthz);
            yield return new Workload("StatefulSet", name, "server", (Healthz, 8080))
            {
                Container = "spire-server", Section = section, Replicas = section.Number("replicaCount") ?? 1, ReadinessPath = "/ready",
                Arguments = ["-expandEnv", "-config", "/run/spire/config/server.conf"], ServiceAccount = name,
            }.Render(r);
        }
    }

    static IEnumerable<JsonObject> Agent(Rendering r)
    {
        if (r.Wants("spire-agent"))
        {
            var (name, section) = ($"{r.Release}-agent", r.Values["spire-agent"]);
            yield return r.ServiceAccount(name, "agent");
            yield return r.ConfigMap(name, "agent", "agent.conf", Settings(r));
            yield return new Workload("DaemonSet", name, "agent", (Healthz, section.Number("healthChecks", "port") ?? 9982))
            {
                Container = "spire-agent", Section = section, ReadinessPath = "/ready", Arguments = ["-config", "/opt/spire/conf/agent/agent.conf"], ServiceAccount = name,
            }.Render(r);
        }
    }

    static IEnumerable<JsonObject> Provider(Rendering r)
    {
        const string Section = "spiffe-oidc-discovery-provider";
        if (r.Wants(Section))
        {
            var name = $"{r.Release}-oidc-discovery-provider";
            yield return r.ServiceAccount(name, Section);
            yield return r.Service(name, Section, 80, Healthz);
            yield return new Workload("Deployment", name, Section, (Healthz, 8008))
            {
                Section = r.Values[Section], Replicas = r.Values.Number(Section, "replicaCount") ?? 1, ReadinessPath = "/ready", ServiceAccount = name,
            }.Render(r);
        }
    }

    static string Settings(Rendering r) =>
        $"trust_domain = \"{r.Values.Text("global", "spire", "trustDomain")}\"\ncluster = \"{r.Values.Text("global", "spire", "clusterName")}\"\n";
}

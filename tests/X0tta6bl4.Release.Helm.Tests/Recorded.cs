using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Helm.Tests;

/// <summary>What different helms print for the same release: revision 2 of vault.</summary>
static class Recorded
{
    public const string Manifest = """
        ---
        # Source: vault/templates/server-service.yaml
        apiVersion: v1
        kind: Service
        metadata:
          name: vault
          namespace: vault
        ---
        # Source: vault/templates/injector-deployment.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: vault-agent-injector
          namespace: vault
        ---
        # Source: vault/templates/server-statefulset.yaml
        # StatefulSet to run the actual vault server cluster.
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: vault
        ---
        # Source: vault/templates/csi-daemonset.yaml
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: vault-csi-provider
          namespace: kube-csi
        ---

        """;

    public static readonly TheoryData<string> Helms = ["3.10", "3.16", "4.0"];

    /// <summary>Answers of <c>status</c>: 3.10 prints the notes and no hooks, 3.16 labels, 4.0 how it applies objects. The manifest joins later.</summary>
    static readonly Dictionary<string, string> Status = new()
    {
        ["3.10"] = """
            {"name":"vault","info":{"first_deployed":"2026-01-02T10:11:12.123456789Z","last_deployed":"2026-02-03T10:11:12.5Z","deleted":"","description":"Upgrade complete","status":"deployed","notes":"Thank you"},"config":{"server":{"ha":{"replicas":3}}},"version":2,"namespace":"vault"}
            """,
        ["3.16"] = """
            {"name":"vault","info":{"first_deployed":"2026-01-02T10:11:12.123456789+03:00","last_deployed":"2026-02-03T10:11:12.5+03:00","deleted":"","description":"Upgrade complete","status":"deployed","resources":{"v1/Pod(related)":[{"kind":"PodList"}]}},"config":{"server":{"ha":{"replicas":3}}},"hooks":[{"name":"vault-server-test","kind":"Pod"}],"version":2,"namespace":"vault","labels":{"team":"core"}}
            """,
        ["4.0"] = """
            {"name":"vault","info":{"first_deployed":"2026-01-02T10:11:12.123456789Z","last_deployed":"2026-02-03T10:11:12.5Z","description":"Upgrade complete","status":"deployed"},"config":{"server":{"ha":{"replicas":3}}},"version":2,"namespace":"vault","apply_method":"ssa"}
            """,
    };

    const string History = """
        [{"revision":1,"updated":"2026-01-02T10:11:12.123456789Z","status":"superseded","chart":"vault-0.28.1","app_version":"1.17.2","description":"Install complete"},{"revision":2,"updated":"2026-02-03T10:11:12.5Z","status":"deployed","chart":"vault-0.29.1","app_version":"1.18.1","description":"Upgrade complete"}]
        """;

    public static ScriptedHelm Deployed(string helm) => new ScriptedHelm().On("status", StatusWith(helm, "manifest", Manifest)).On("history", History);

    /// <summary>An answer of <c>status</c>, one of its properties another one or left out.</summary>
    public static string StatusWith(string helm, string property, JsonNode? value)
    {
        var status = (JsonObject)JsonNode.Parse(Status[helm])!;
        status["manifest"] = Manifest;
        status.Remove(property);
        if (value is not null)
        {
            status[property] = value;
        }

        return status.ToJsonString();
    }
}

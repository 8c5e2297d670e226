using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>Deployments as an API server has them.</summary>
static class Manifests
{
    public static JsonObject Deployment(string name, string container, string image) => JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "{{name}}", "namespace": "system", "uid": "uid-{{name}}", "generation": 1, "annotations": { "example.com/owner": "team-a" } },
          "spec": {
            "replicas": 4,
            "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxUnavailable": "25%", "maxSurge": "25%" } },
            "template": { "spec": { "containers": [ { "name": "{{container}}", "image": "{{image}}", "readinessProbe": { "httpGet": { "path": "/ready", "port": 8000 } } } ] } }
          }
        }
        """)!.AsObject();

    public static JsonObject StatefulSet(string name) => JsonNode.Parse($$"""
        {
          "apiVersion": "apps/v1", "kind": "StatefulSet",
          "metadata": { "name": "{{name}}", "namespace": "{{name}}", "uid": "uid-{{name}}", "generation": 1 },
          "spec": { "replicas": 3, "template": { "spec": { "containers": [ { "name": "{{name}}", "image": "example/{{name}}:1.0.0" } ] } } }
        }
        """)!.AsObject();

    public static JsonArray Containers(JsonObject manifest) => manifest["spec"]!["template"]!["spec"]!["containers"]!.AsArray();

    /// <summary>Another container in front of the others, as an injector puts it there.</summary>
    public static JsonObject WithSidecarInFront(JsonObject manifest)
    {
        var copy = manifest.DeepClone().AsObject();
        Containers(copy).Insert(0, new JsonObject { ["name"] = "sidecar", ["image"] = "example/sidecar:1" });
        return copy;
    }

    /// <summary>What a release may change, as comparable text.</summary>
    public static string Spec(JsonObject manifest) => FieldChange.Canonical(manifest["spec"])!;

    public static string Digest(char digit) => "sha256:" + new string(digit, 64);
}

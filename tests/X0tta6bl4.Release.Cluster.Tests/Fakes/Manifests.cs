using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Cluster.Tests.Fakes;

/// <summary>API objects as a server of version 1.20 would write them, as far as they matter.</summary>
static class Manifests
{
    public const string Path = "/apis/apps/v1/namespaces/shop/deployments/web";
    public const string Deployments = "/apis/apps/v1/namespaces/shop/deployments";
    public const string Sets = "/apis/apps/v1/namespaces/shop/replicasets";
    public const string Pods = "/api/v1/namespaces/shop/pods";

    public static JsonObject Deployment(
        int generation = 1, int observed = 1, int desired = 2, int updated = 2, int total = 2, int available = 2, string image = "shop/web:2", int version = 10, string name = "web") =>
        Parse($$"""
            {
              "kind": "Deployment", "apiVersion": "apps/v1",
              "metadata": {
                "name": "{{name}}", "namespace": "shop", "uid": "uid-{{name}}", "resourceVersion": "{{version}}", "generation": {{generation}},
                "creationTimestamp": "2026-01-01T00:00:00Z", "selfLink": "/apis/apps/v1/x", "managedFields": [{"manager": "kubectl"}],
                "annotations": {"deployment.kubernetes.io/revision": "{{generation}}", "note": "no"}
              },
              "spec": {
                "replicas": {{desired}}, "selector": {"matchLabels": {"app": "{{name}}"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["a", "b"]}]},
                "template": {{Template(image, name)}}
              },
              "status": {"observedGeneration": {{observed}}, "replicas": {{total}}, "updatedReplicas": {{updated}}, "availableReplicas": {{available}}, "conditions": []}
            }
            """);

    public static JsonObject ReplicaSet(string name, string image = "shop/web:2", string owner = "web", int version = 10)
    {
        var set = Parse($$"""
            {
              "kind": "ReplicaSet", "apiVersion": "apps/v1",
              "metadata": {
                "name": "{{name}}", "namespace": "shop", "uid": "uid-{{name}}", "resourceVersion": "{{version}}", "creationTimestamp": "2026-01-01T00:00:00Z",
                "ownerReferences": [{"kind": "Deployment", "name": "{{owner}}", "uid": "uid-{{owner}}", "controller": true}]
              },
              "spec": {"replicas": 1, "template": {{Template(image, owner)}}},
              "status": {}
            }
            """);
        set["spec"]!["template"]!["metadata"]!["labels"]!["pod-template-hash"] = name;
        return set;
    }

    public static JsonObject Pod(string name, string set, string state = """{"running": {"startedAt": "2026-01-01T00:00:00Z"}}""", bool ready = true, int version = 10, int restarts = 0) =>
        Parse($$"""
            {
              "kind": "Pod", "apiVersion": "v1",
              "metadata": {
                "name": "{{name}}", "namespace": "shop", "uid": "uid-{{name}}", "resourceVersion": "{{version}}", "creationTimestamp": "2026-01-01T00:00:00Z",
                "ownerReferences": [{"kind": "ReplicaSet", "name": "{{set}}", "uid": "uid-{{set}}", "controller": true}]
              },
              "spec": {"containers": [{"name": "web", "image": "shop/web:2", "readinessProbe": {"periodSeconds": 1, "failureThreshold": 2} }]},
              "status": {
                "phase": "Running",
                "conditions": [{"type": "Ready", "status": "{{Word(ready, "True", "False")}}", "reason": "{{Word(ready, "", "ContainersNotReady")}}"}],
                "containerStatuses": [{
                  "name": "web", "ready": {{Word(ready, "true", "false")}}, "restartCount": {{restarts}}, "image": "shop/web:2",
                  "imageID": "registry.local/shop/web@sha256:{{new string('a', 64)}}", "state": {{state}}
                }]
              }
            }
            """);

    /// <summary>Serves a Deployment with what it owns, for lists and single reads; watches stay quiet.</summary>
    public static FakeApi Serve(this FakeApi api, JsonObject deployment, JsonObject[] sets, JsonObject[] pods) => api
        .On($"GET {Deployments}/{(string?)deployment["metadata"]!["name"]}", Replies.Json(deployment))
        .On($"GET {Deployments}", Replies.List(10, deployment))
        .On($"GET {Sets}", Replies.List(10, [.. sets]))
        .On($"GET {Pods}", Replies.List(10, [.. pods]))
        .On($"WATCH {Deployments}", Replies.Quiet)
        .On($"WATCH {Sets}", Replies.Quiet)
        .On($"WATCH {Pods}", Replies.Quiet)
        .On("GET /api/v1/namespaces/shop/events", Replies.List(10))
        .On("WATCH /api/v1/namespaces/shop/events", Replies.Quiet);

    public static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text)!;

    static string Word(bool which, string yes, string no) => which ? yes : no;

    static string Template(string image, string app) => $$"""
        {"metadata": {"creationTimestamp": null, "labels": {"app": "{{app}}"} }, "spec": {"containers": [{"name": "web", "image": "{{image}}"}]} }
        """;
}

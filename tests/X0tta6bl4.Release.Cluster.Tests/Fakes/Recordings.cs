using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Tests.Judging;

namespace X0tta6bl4.Release.Cluster.Tests.Fakes;

/// <summary>Serves a StatefulSet or DaemonSet that was recorded.</summary>
static class Recordings
{
    public const string Apps = "/apis/apps/v1/namespaces/shop";

    public static readonly JsonNode OnDelete = JsonNode.Parse("""{"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}}""")!;

    public static string Collection(this Recorded recorded) => $"{Apps}/{recorded.Workload.Kind.ToLowerInvariant()}s";

    public static JsonNode Row(string json) => JsonNode.Parse(json)!;

    /// <summary>Serves it for lists and single reads; watches stay quiet.</summary>
    public static FakeApi Serve(this FakeApi api, Recorded recorded, JsonObject workload, params JsonObject[] pods)
    {
        foreach (var pod in pods)
        {
            api.On($"GET {Manifests.Pods}/{pod["metadata"]!["name"]}", Replies.Json(pod));
        }

        return api
            .On($"GET {recorded.Collection()}/{recorded.Name}", Replies.Json(workload))
            .On($"GET {recorded.Collection()}", Replies.List(10, workload))
            .On($"GET {Apps}/controllerrevisions", Replies.List(10, [.. recorded.Revisions()]))
            .On($"GET {Manifests.Pods}", Replies.List(10, [.. pods]))
            .On($"WATCH {recorded.Collection()}", Replies.Quiet)
            .On($"WATCH {Apps}/controllerrevisions", Replies.Quiet)
            .On($"WATCH {Manifests.Pods}", Replies.Quiet)
            .On("GET /api/v1/namespaces/shop/events", Replies.List(10))
            .On("WATCH /api/v1/namespaces/shop/events", Replies.Quiet);
    }
}

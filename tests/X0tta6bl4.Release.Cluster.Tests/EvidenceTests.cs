using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Cluster.Evidence;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Manifests;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class EvidenceTests
{
    static readonly WorkloadReference Web = new("east", "shop", "Deployment", "web");
    static readonly JsonObject Broken = Pod("web-new-1", "web-new", """{"terminated": {"exitCode": 3, "reason": "Error"}}""", ready: false, restarts: 2);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_about_a_broken_rollout_is_collected()
    {
        await using var api = await BrokenAsync();
        await using var cluster = api.Connect();

        var found = await cluster.CollectEvidenceAsync(Web, Token);

        Assert.Empty(found.Missing);
        Assert.Equal(
            ["deployment-web.yaml", "events-of-deployment-web.txt", "pod-web-new-1.yaml", "pod-web-old-1.yaml", "replicaset-web-new.yaml", "replicaset-web-old.yaml", "web-new-1.web.log", "web-new-1.web.previous.log"],
            found.Files.Select(file => file.Name));
        Assert.Equal(("boom\n", "boom before\n"), (Text(found, "web-new-1.web.log"), Text(found, "web-new-1.web.previous.log")));
        Assert.Equal(
            "2026-01-01T00:00:01Z Normal ScalingReplicaSet deployment/web: Scaled up\n2026-01-01T00:00:02Z Warning BackOff pod/web-new-1 x4: Back-off restarting failed container\n",
            Text(found, "events-of-deployment-web.txt"));
        Assert.StartsWith("kind: Pod\n", Text(found, "pod-web-new-1.yaml"), StringComparison.Ordinal);
        Assert.Contains("exitCode: 3", Text(found, "pod-web-new-1.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", Text(found, "deployment-web.yaml"), StringComparison.Ordinal);
        Assert.Contains(api.Requests, request => request.Query.Contains("tailLines=500&limitBytes=1048576&previous=true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_every_pod_is_ready_the_youngest_ones_are_asked()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Deployment(), [ReplicaSet("web-new")], [Young(1), Young(2), Young(3)]);
        foreach (var name in new[] { "web-new-1", "web-new-2", "web-new-3" })
        {
            api.On($"GET {Pods}/{name}/log", context => context.Response.WriteAsync("fine\n", Token));
        }

        await using var cluster = api.Connect();

        Assert.Equal(["web-new-2.web.log", "web-new-3.web.log"], (await cluster.CollectEvidenceAsync(Web, Token)).Files.Select(file => file.Name).Where(name => name.EndsWith(".log", StringComparison.Ordinal)));

        static JsonObject Young(int second)
        {
            var pod = Pod($"web-new-{second}", "web-new");
            pod["metadata"]!["creationTimestamp"] = $"2026-01-01T00:00:0{second}Z";
            return pod;
        }
    }

    [Fact]
    public async Task What_cannot_be_had_is_named_and_the_rest_is_there()
    {
        await using var api = await BrokenAsync();
        api.On("GET /api/v1/namespaces/shop/events", Status(403, "events is forbidden")).On($"GET {Pods}/web-new-1/log", Status(500, "no kubelet"));
        await using var cluster = api.Connect(new JumpingTime(DateTimeOffset.UnixEpoch), JumpingTime.Options);

        var found = await cluster.CollectEvidenceAsync(Web, Token);

        Assert.Equal(["deployment-web.yaml", "pod-web-new-1.yaml", "pod-web-old-1.yaml", "replicaset-web-new.yaml", "replicaset-web-old.yaml"], found.Files.Select(file => file.Name));
        Assert.Equal(["events", "web-new-1.web.log", "web-new-1.web.previous.log"], found.Missing.Select(line => line.Split(": ")[0]));
        Assert.Contains("events: not allowed: 403 Forbidden: events is forbidden", found.Missing);
    }

    [Fact]
    public async Task A_server_that_hangs_ends_the_collecting_with_what_is_there()
    {
        await using var api = await BrokenAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        api.On($"GET {Pods}/web-new-1/log", Silent(time, TimeSpan.FromSeconds(8)));
        await using var cluster = api.Connect(time, new ClusterOptions { RequestLimit = TimeSpan.FromMinutes(10), ReadPatience = TimeSpan.FromHours(1) });

        var found = await cluster.CollectEvidenceAsync(Web, Token);

        Assert.Contains("web-new-1.web.log: not to be had in time", found.Missing);
        Assert.Contains(found.Files, file => file.Name == "pod-web-new-1.yaml");
    }

    [Fact]
    public async Task A_workload_that_is_gone_is_said_to_be()
    {
        await using var api = await FakeApi.StartAsync();
        await using var cluster = api.Connect();

        var found = await cluster.CollectEvidenceAsync(Web, Token);

        Assert.Empty(found.Files);
        Assert.Equal(["shop/deployment/web: not there"], found.Missing);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_given_half_of_it()
    {
        await using var api = await BrokenAsync();
        await using var cluster = api.Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.CollectEvidenceAsync(Web, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Values_of_variables_are_hidden_wherever_they_stand()
    {
        var hidden = PublicManifest.Of(Parse("""
            {
              "metadata": {"managedFields": [], "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{\"value\": \"swordfish\"}", "note": "kept"}},
              "spec": {"template": {"spec": {
                "initContainers": [{"env": [{"name": "A", "value": "swordfish"}]}],
                "containers": [{"image": "shop/web:2", "env": [{"name": "B", "value": "swordfish"}, {"name": "C", "valueFrom": {"secretKeyRef": {"name": "tls", "key": "k"}}}]}]}}},
              "data": {"spec": {"template": {"spec": {"containers": [{"env": [{"name": "D", "value": "swordfish"}]}]}}}}
            }
            """)).ToJsonString();

        Assert.DoesNotContain("swordfish", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", hidden, StringComparison.Ordinal);
        Assert.Equal(4, hidden.Split("\"***\"").Length - 1);
        Assert.Contains("""{"name":"C","valueFrom":{"secretKeyRef":{"name":"tls","key":"k"}}}""", hidden, StringComparison.Ordinal);
        Assert.Contains("\"note\":\"kept\"", hidden, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    [InlineData(10_000, 2621)]
    [InlineData(10_486, 2621)]
    public void Of_a_long_log_the_last_whole_lines_are_kept(int lines, int kept)
    {
        // 100 bytes each; two of them make one character, so that bytes and characters differ.
        var text = string.Concat(Enumerable.Range(0, lines).Select(line => $"{line:00000000} {new string('x', 88)}é\n"));

        var end = LogText.End(text);

        Assert.Equal(kept, end.Count(c => c == '\n'));
        Assert.True(end.Length == 0 || text.Contains("\n" + end, StringComparison.Ordinal) || text == end);
    }

    [Fact]
    public void Half_a_line_is_never_kept()
    {
        Assert.Equal("", LogText.End(new string('x', LogText.Kept + 1)));
        Assert.Equal("whole\n", LogText.End("whole\n" + new string('x', LogText.Asked))[..6]);
    }

    static async Task<FakeApi> BrokenAsync()
    {
        var api = (await FakeApi.StartAsync()).Serve(Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-old", "shop/web:1"), ReplicaSet("web-new"), ReplicaSet("other", owner: "other")], [Pod("web-old-1", "web-old"), Broken, Pod("other-1", "other")]);
        return api.On("GET /api/v1/namespaces/shop/events", Json("""
            {"items": [
              {"type": "Warning", "reason": "BackOff", "message": "Back-off restarting\nfailed container", "count": 4, "lastTimestamp": "2026-01-01T00:00:02Z", "involvedObject": {"kind": "Pod", "name": "web-new-1", "uid": "uid-web-new-1"}},
              {"type": "Normal", "reason": "ScalingReplicaSet", "message": "Scaled up", "lastTimestamp": "2026-01-01T00:00:01Z", "involvedObject": {"kind": "Deployment", "name": "web", "uid": "uid-web"}},
              {"type": "Warning", "reason": "Failed", "message": "of somebody else", "lastTimestamp": "2026-01-01T00:00:01Z", "involvedObject": {"kind": "Pod", "name": "other-1", "uid": "uid-other-1"}}]}
            """)).On($"GET {Pods}/web-new-1/log", context => context.Response.WriteLogAsync());
    }

    static string Text(CollectedEvidence found, string name) => found.Files.Single(file => file.Name == name).Text;
}

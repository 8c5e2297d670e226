using System.Collections.Concurrent;
using System.Threading.Channels;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Manifests;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

/// <summary>When a watch ends with a doomed rollout, and when it must not.</summary>
public sealed partial class WatchTests
{
    const string MissingTag = """{"waiting": {"reason": "ErrImagePull", "message": "shop/web:2: not found"}}""";

    [Fact]
    public async Task A_doomed_rollout_comes_with_its_evidence()
    {
        var pod = Pod("web-new-1", "web-new", """{"terminated": {"exitCode": 3, "reason": "Error"}}""", ready: false, restarts: 2);
        await using var api = (await FakeApi.StartAsync()).Serve(Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [pod]);
        api.On("GET /api/v1/namespaces/shop/events", Json("""
            {"items": [
              {"type": "Normal", "reason": "Pulled", "message": "already present", "lastTimestamp": "2026-01-01T00:00:01Z"},
              {"type": "Warning", "reason": "BackOff", "message": "Back-off restarting failed container", "count": 4, "lastTimestamp": "2026-01-01T00:00:02Z"}]}
            """)).On($"GET {Pods}/web-new-1/log", context => context.Response.WriteLogAsync());

        var reading = await WatchAsync(api);

        Assert.Equal(("K-CRASHLOOP", "east/shop/pod/web-new-1"), (reading.Fault!.Code, reading.Fault.Object));
        Assert.Equal("container web: ended 3 times, last with exit code 3", reading.Fault.Message);
        Assert.Equal(
            [
                "condition Ready=False ContainersNotReady",
                "event Warning BackOff x4: Back-off restarting failed container",
                "log before the restart web: boom before",
                "log web: boom",
                "left running: 0 of 0 old pods are ready, 0 of 1 new ones; 2 are wanted",
            ],
            reading.Fault.Evidence);
        Assert.Contains(api.Requests, r => r.Route.EndsWith("/events", StringComparison.Ordinal) && r.Query.Contains("involvedObject.uid%3Duid-web-new-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_doom_that_the_server_does_not_confirm_is_none()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [Pod("web-new-1", "web-new", MissingTag, ready: false)]);
        api.On($"GET {Pods}", List(10, Pod("web-new-1", "web-new", MissingTag, ready: false)), List(20, Pod("web-new-1", "web-new"), Pod("web-new-2", "web-new")))
            .On($"GET {Deployments}/web", Json(Deployment(generation: 2, observed: 2).ToJsonString()));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api)).State);
    }

    [Fact]
    public async Task A_resumed_watch_bears_what_was_wrong_before_until_it_goes_wrong_again()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [Crashed(restarts: 2)]);
        var events = Channel.CreateUnbounded<string>();
        api.On($"WATCH {Pods}", Fed(events.Reader));
        await using var cluster = api.Connect();
        var told = new ConcurrentQueue<RolloutState>();
        var first = new TaskCompletionSource();
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web", Resumed: true), Tell, Token);
        await first.Task;

        api.On($"GET {Pods}", List(20, Crashed(restarts: 3)));
        await events.Writer.WriteAsync(Event("MODIFIED", Crashed(restarts: 3)), Token);

        Assert.Equal("container web: ended 4 times, last with exit code 3", (await watching).Fault!.Message);
        Assert.Equal(RolloutState.Progressing, told.First());
        return;

        void Tell(RolloutReading reading)
        {
            told.Enqueue(reading.State);
            first.TrySetResult();
        }

        static System.Text.Json.Nodes.JsonObject Crashed(int restarts) => Pod("web-new-1", "web-new", """{"terminated": {"exitCode": 3, "reason": "Error"}}""", ready: false, restarts: restarts);
    }

    [Fact]
    public async Task While_the_server_is_away_no_window_of_time_dooms_a_rollout()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [Pod("web-new-1", "web-new", MissingTag, ready: false)]);
        api.On($"GET {Deployments}/web", [.. Enumerable.Repeat(Status(503, "no leader"), 40), Json(Deployment(generation: 2, observed: 2).ToJsonString())])
            .On($"GET {Pods}", List(10, Pod("web-new-1", "web-new", MissingTag, ready: false)), List(20, Pod("web-new-1", "web-new"), Pod("web-new-2", "web-new")));
        var told = new ConcurrentQueue<string>();
        await using var cluster = api.Connect(JumpingTime.LikeTheServers, JumpingTime.Options);

        Assert.Equal(RolloutState.Complete, (await cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), r => told.Enqueue(r.Message), Token)).State);
        Assert.Contains(told, message => message.Contains("not confirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_that_cannot_be_had_does_not_hide_the_verdict()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [Pod("web-new-1", "web-new", MissingTag, ready: false)]);
        api.On("GET /api/v1/namespaces/shop/events", Status(403, "events is forbidden"));

        var reading = await WatchAsync(api);

        Assert.Equal("K-IMG-NOTFOUND", reading.Fault!.Code);
        Assert.Contains(reading.Fault.Evidence, line => line.Contains("events is forbidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_that_ends_without_any_event_is_noticed()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero);
        var served = (await FakeApi.StartAsync()).Serve(
            Deployment(generation: 2, observed: 2, updated: 1, total: 3), [ReplicaSet("web-new")], [Pod("web-new-1", "web-new", ready: false)]);
        await using var api = served.On($"GET {Deployments}", context =>
        {
            // The cluster's clock is our clock here; a real date would move the judge's time by years.
            context.Response.Headers.Date = start.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return List(10, Deployment(generation: 2, observed: 2, updated: 1, total: 3))(context);
        });
        served.On("GET /api/v1/namespaces/shop/events", List(10, Parse("""
            {"metadata": {"name": "e"}, "involvedObject": {"kind": "Pod", "name": "web-new-1", "uid": "uid-web-new-1"},
             "reason": "Unhealthy", "message": "Readiness probe failed: 503", "lastTimestamp": "2026-01-01T00:00:04Z"}
            """)));
        var time = new JumpingTime(start);
        var reading = await WatchAsync(api, time, JumpingTime.Options);

        Assert.Equal("K-NEVER-READY", reading.Fault!.Code);
        Assert.Equal("container web: runs, but is not ready 33 s after its start (its probes grant 3 s)", reading.Fault.Message);
    }
}

static class LogReplies
{
    public static Task WriteLogAsync(this Microsoft.AspNetCore.Http.HttpResponse response) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
        response, response.HttpContext.Request.Query.ContainsKey("previous") ? "boom before\n" : "boom\n", TestContext.Current.CancellationToken);
}

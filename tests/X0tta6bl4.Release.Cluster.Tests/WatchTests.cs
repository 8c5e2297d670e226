using System.Collections.Concurrent;
using System.Threading.Channels;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Manifests;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class WatchTests
{
    const string MissingTag = """{"waiting": {"reason": "ErrImagePull", "message": "shop/web:2: not found"}}""";

    static readonly WorkloadReference Web = new("east", "shop", "Deployment", "web");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollout_is_followed_event_by_event_to_its_end()
    {
        await using var api = await HalfDoneAsync();
        var events = Channel.CreateUnbounded<string>();
        api.On($"WATCH {Deployments}", Fed(events.Reader));
        await using var cluster = api.Connect();
        var told = new ConcurrentQueue<string>();
        var first = new TaskCompletionSource();
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), Tell, Token);
        await first.Task;

        await events.Writer.WriteAsync(Event("MODIFIED", Deployment(generation: 2, observed: 2, updated: 2, total: 3, available: 2, version: 11)), Token);
        await events.Writer.WriteAsync(Event("BOOKMARK", Parse("""{"metadata": {"resourceVersion": "12"}}""")), Token);
        await events.Writer.WriteAsync(Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 13)), Token);

        Assert.Equal((RolloutState.Complete, "2 of 2 updated and available"), ((await watching).State, (await watching).Message));
        Assert.Equal("generation 2 is not observed yet, the controller is at 1", told.First());
        Assert.Equal("2 of 2 updated and available", told.Last());
        Assert.Equal(told.Distinct(), told);
        return;

        void Tell(RolloutReading reading)
        {
            told.Enqueue(reading.Message);
            first.TrySetResult();
        }
    }

    [Fact]
    public async Task A_watch_that_ends_goes_on_where_it_was()
    {
        await using var api = await HalfDoneAsync();
        api.On(
            $"WATCH {Deployments}",
            Lines(End, Event("BOOKMARK", Parse("""{"metadata": {"resourceVersion": "17"}}"""))),
            Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18))));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api)).State);
        Assert.Equal(1, api.Count($"GET {Deployments}"));
        Assert.Contains("resourceVersion=17", api.Requests.Last(r => r.Route == $"WATCH {Deployments}").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_that_is_cut_is_opened_anew()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", Lines(Cut), Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18))));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, new JumpingTime(DateTimeOffset.UtcNow), JumpingTime.Options)).State);
        Assert.Equal(1, api.Count($"GET {Deployments}"));
    }

    [Fact]
    public async Task Half_a_line_at_the_end_is_no_event()
    {
        await using var api = await HalfDoneAsync();
        var done = Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18));
        api.On($"WATCH {Deployments}", Lines(End, done[..100]), Lines(Hang, done));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, new JumpingTime(DateTimeOffset.UtcNow), JumpingTime.Options)).State);
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_answered_with_a_new_list()
    {
        await using var api = await HalfDoneAsync();
        api.On($"GET {Deployments}", List(10, Deployment(generation: 2, updated: 1)), List(20, Deployment(generation: 2, observed: 2, version: 20)))
            .On($"WATCH {Deployments}", Status(410, "too old resource version"), Quiet);

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api)).State);
        Assert.Equal(2, api.Count($"GET {Deployments}"));
    }

    [Fact]
    public async Task The_same_when_it_is_said_within_the_watch()
    {
        await using var api = await HalfDoneAsync();
        api.On($"GET {Deployments}", List(10, Deployment(generation: 2, updated: 1)), List(20, Deployment(generation: 2, observed: 2, version: 20)))
            .On($"WATCH {Deployments}", Lines(End, Event("ERROR", Parse("""{"kind": "Status", "code": 410, "reason": "Expired"}"""))), Quiet);

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, new JumpingTime(DateTimeOffset.UtcNow), JumpingTime.Options)).State);
    }

    [Fact]
    public async Task A_watch_that_falls_silent_is_opened_anew()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", Quiet, Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18))));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, options: FakeApi.Quick with { WatchIdleLimit = TimeSpan.FromMilliseconds(100) })).State);
    }

    [Fact]
    public async Task A_server_that_is_busy_or_fails_does_not_end_a_watch()
    {
        await using var api = await HalfDoneAsync();
        api.On(
            $"WATCH {Deployments}",
            Status(429, "too many requests", "2"),
            Status(500, "etcd"),
            Cut,
            Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18))));
        var time = new JumpingTime(DateTimeOffset.UtcNow);

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, time, JumpingTime.Options)).State);
        Assert.Contains(TimeSpan.FromSeconds(2), time.Waits);
    }

    [Fact]
    public async Task A_server_that_is_away_for_long_is_reported_and_waited_for()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", [.. Enumerable.Repeat(Status(503, "no leader"), 40), Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18)))]);
        var told = new ConcurrentQueue<string>();
        await using var cluster = api.Connect(new JumpingTime(DateTimeOffset.UtcNow), JumpingTime.Options);

        var reading = await cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), r => told.Enqueue(r.Message), Token);

        Assert.Equal(RolloutState.Complete, reading.State);
        Assert.Contains(told, message => message.Contains($"no answer from {api.Url}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_watch_is_told_so()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Pods}", Status(403, "pods is forbidden"));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => WatchAsync(api));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
        Assert.Contains("pods is forbidden", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_vanishes_is_missing()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", Lines(Hang, Event("DELETED", Deployment(version: 11))));

        Assert.Equal(AccessFailure.Missing, (await Assert.ThrowsAsync<EstateAccessException>(() => WatchAsync(api))).Kind);
    }

    [Fact]
    public async Task A_workload_that_was_replaced_is_not_ours_any_more()
    {
        await using var api = await HalfDoneAsync();
        var other = Deployment(version: 12);
        other["metadata"]!["uid"] = "another";
        var events = Channel.CreateUnbounded<string>();
        api.On($"WATCH {Deployments}", Fed(events.Reader));
        await using var cluster = api.Connect();
        var first = new TaskCompletionSource();
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), _ => first.TrySetResult(), Token);
        await first.Task;

        await events.Writer.WriteAsync(Event("MODIFIED", other), Token);

        Assert.Equal(AccessFailure.Conflict, (await Assert.ThrowsAsync<EstateAccessException>(() => watching)).Kind);
    }

    [Fact]
    public async Task Placements_of_one_namespace_share_its_watches()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(Deployment(), [], []);
        api.On($"GET {Deployments}", List(10, [.. Names().Select(name => Deployment(generation: 2, name: name))]));
        var events = Channel.CreateUnbounded<string>();
        api.On($"WATCH {Deployments}", Fed(events.Reader));
        await using var cluster = api.Connect();
        var watching = Names().Select(name => cluster.WatchRolloutAsync(new RolloutQuestion(Web with { Name = name }, 2, "web"), _ => { }, Token)).ToArray();

        foreach (var name in Names())
        {
            await events.Writer.WriteAsync(Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 11, name: name)), Token);
        }

        Assert.All(await Task.WhenAll(watching), reading => Assert.Equal(RolloutState.Complete, reading.State));
        Assert.InRange(api.Requests.Count, 4, 6);
    }

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
            ],
            reading.Fault.Evidence);
        Assert.Contains("involvedObject.uid%3Duid-web-new-1", api.Requests.Single(r => r.Route.EndsWith("/events", StringComparison.Ordinal)).Query, StringComparison.Ordinal);
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
        await using var cluster = api.Connect(new JumpingTime(DateTimeOffset.UtcNow), JumpingTime.Options);

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
        var time = new JumpingTime(start);
        var reading = await WatchAsync(api, time, JumpingTime.Options);

        Assert.Equal("K-NEVER-READY", reading.Fault!.Code);
        Assert.Equal("container web: runs, but is not ready 33 s after its start (its probes grant 3 s)", reading.Fault.Message);
    }

    [Fact]
    public async Task The_end_of_the_callers_patience_ends_the_watch_and_its_connections()
    {
        await using var api = await HalfDoneAsync();
        await using var cluster = api.Connect();
        using var stop = new CancellationTokenSource();
        var first = new TaskCompletionSource();
        var watching = cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), _ => first.TrySetResult(), stop.Token);
        await first.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task A_kind_that_is_not_released_is_refused()
    {
        await using var api = await FakeApi.StartAsync();
        await using var cluster = api.Connect();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(
            () => cluster.WatchRolloutAsync(new RolloutQuestion(Web with { Kind = "DaemonSet" }, 1, "web"), _ => { }, Token));

        Assert.Equal(AccessFailure.Rejected, failure.Kind);
        Assert.Empty(api.Requests);
    }

    static IEnumerable<string> Names() => ["web", "shop", "api", "queue"];

    static async Task<FakeApi> HalfDoneAsync() => (await FakeApi.StartAsync()).Serve(
        Deployment(generation: 2, updated: 1), [ReplicaSet("web-new")], [Pod("web-new-1", "web-new"), Pod("web-new-2", "web-new")]);

    static async Task<RolloutReading> WatchAsync(FakeApi api, TimeProvider? time = null, ClusterOptions? options = null)
    {
        await using var cluster = api.Connect(time, options);
        return await cluster.WatchRolloutAsync(new RolloutQuestion(Web, 2, "web"), _ => { }, Token);
    }
}

static class LogReplies
{
    public static Task WriteLogAsync(this Microsoft.AspNetCore.Http.HttpResponse response) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
        response, response.HttpContext.Request.Query.ContainsKey("previous") ? "boom before\n" : "boom\n", TestContext.Current.CancellationToken);
}

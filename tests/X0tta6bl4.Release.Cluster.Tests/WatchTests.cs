using System.Collections.Concurrent;
using System.Threading.Channels;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Manifests;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed partial class WatchTests
{
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

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, JumpingTime.LikeTheServers, JumpingTime.Options)).State);
        Assert.Equal(1, api.Count($"GET {Deployments}"));
    }

    [Fact]
    public async Task Half_a_line_at_the_end_is_no_event()
    {
        await using var api = await HalfDoneAsync();
        var done = Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18));
        api.On($"WATCH {Deployments}", Lines(End, done[..100]), Lines(Hang, done));

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, JumpingTime.LikeTheServers, JumpingTime.Options)).State);
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

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, JumpingTime.LikeTheServers, JumpingTime.Options)).State);
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
        var time = JumpingTime.LikeTheServers;

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api, time, JumpingTime.Options)).State);
        Assert.Contains(TimeSpan.FromSeconds(2), time.Waits);
    }

    [Fact]
    public async Task A_server_that_is_away_for_long_is_reported_and_waited_for()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", [.. Enumerable.Repeat(Status(503, "no leader"), 40), Lines(Hang, Event("MODIFIED", Deployment(generation: 2, observed: 2, version: 18)))]);
        var told = new ConcurrentQueue<string>();
        await using var cluster = api.Connect(JumpingTime.LikeTheServers, JumpingTime.Options);

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
    public async Task A_workload_that_was_made_after_the_list_that_others_asked_for_is_waited_for()
    {
        await using var api = await HalfDoneAsync();
        var events = Channel.CreateUnbounded<string>();
        var done = Deployment(generation: 2, observed: 2, version: 18);
        api.On($"GET {Deployments}", List(10)).On($"WATCH {Deployments}", Fed(events.Reader)).On($"GET {Deployments}/web", async context =>
        {
            await Json(done)(context);
            await events.Writer.WriteAsync(Event("ADDED", done), Token);
        });

        Assert.Equal(RolloutState.Complete, (await WatchAsync(api)).State);
    }

    [Fact]
    public async Task A_workload_that_was_never_there_is_missing()
    {
        await using var api = await HalfDoneAsync();
        api.On($"GET {Deployments}", List(10)).On($"WATCH {Deployments}", Quiet).On($"GET {Deployments}/web", Status(404, "not found"));

        Assert.Equal(AccessFailure.Missing, (await Assert.ThrowsAsync<EstateAccessException>(() => WatchAsync(api))).Kind);
    }

    [Fact]
    public async Task A_workload_that_vanishes_is_missing()
    {
        await using var api = await HalfDoneAsync();
        api.On($"WATCH {Deployments}", Lines(Hang, Event("DELETED", Deployment(version: 11)))).On($"GET {Deployments}/web", Status(404, "not found"));

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
        // Four kinds of objects are listed and watched once, however many look at them.
        Assert.InRange(api.Requests.Count, 6, 8);
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
            () => cluster.WatchRolloutAsync(new RolloutQuestion(Web with { Kind = "CronJob" }, 1, "web"), _ => { }, Token));

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

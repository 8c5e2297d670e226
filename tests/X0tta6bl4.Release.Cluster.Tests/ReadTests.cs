using System.Net;
using System.Net.Sockets;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class ReadTests
{
    static readonly WorkloadReference Web = new("east", "shop", "Deployment", "web");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("20+", 20)]
    [InlineData("34", 34)]
    public async Task The_version_of_a_managed_cluster_may_end_with_a_plus(string minor, int expected)
    {
        await using var api = (await FakeApi.StartAsync())
            .On("GET /version", Json($$"""{"major": "1", "minor": "{{minor}}", "gitVersion": "v1.20.2"}"""))
            .On("GET /api/v1/nodes", Json("""
                {"items": [
                  {"status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "arm64"}}},
                  {"status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "amd64"}}},
                  {"spec": {"unschedulable": true}, "status": {"nodeInfo": {"operatingSystem": "windows", "architecture": "amd64"}}},
                  {"status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "amd64"}}}]}
                """));
        await using var cluster = api.Connect();

        var facts = await cluster.DescribeAsync(Token);

        Assert.Equal(new Version(1, expected), facts.Version);
        Assert.Equal(["linux/amd64", "linux/arm64"], facts.Platforms);
    }

    [Fact]
    public async Task Nodes_that_may_not_be_listed_leave_the_platforms_unknown()
    {
        await using var api = (await FakeApi.StartAsync())
            .On("GET /version", Json("""{"major": "1", "minor": "20"}"""))
            .On("GET /api/v1/nodes", Status(403, "nodes is forbidden"));
        await using var cluster = api.Connect();

        Assert.Empty((await cluster.DescribeAsync(Token)).Platforms);
    }

    [Theory]
    [InlineData(200, """{"metadata": {"name": "staging"}, "status": {"phase": "Active"}}""", true)]
    [InlineData(200, """{"metadata": {"name": "staging", "deletionTimestamp": "2026-01-01T00:00:00Z"}, "status": {"phase": "Terminating"}}""", false)]
    [InlineData(404, "namespaces \"staging\" not found", false)]
    [InlineData(403, "namespaces is forbidden", true)]
    public async Task A_namespace_is_missed_only_where_the_cluster_says_so(int status, string answer, bool expected)
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /api/v1/namespaces/staging", status == 200 ? Json(answer) : Status(status, answer));
        await using var cluster = api.Connect();

        Assert.Equal(expected, await cluster.HasNamespaceAsync("staging", Token));
    }

    [Theory]
    [InlineData("Secret", "secrets", 200, """{"kind": "PartialObjectMetadata", "metadata": {"name": "tls"}}""", Presence.There)]
    [InlineData("ConfigMap", "configmaps", 200, """{"kind": "PartialObjectMetadata", "metadata": {"name": "tls"}}""", Presence.There)]
    [InlineData("ConfigMap", "configmaps", 200, """{"kind": "PartialObjectMetadata", "metadata": {"name": "tls", "deletionTimestamp": "2026-01-01T00:00:00Z"}}""", Presence.Missing)]
    [InlineData("Secret", "secrets", 404, "secrets \"tls\" not found", Presence.Missing)]
    [InlineData("Secret", "secrets", 403, "secrets \"tls\" is forbidden", Presence.Hidden)]
    public async Task A_configuration_object_is_looked_for_by_its_metadata_alone(string kind, string plural, int status, string answer, Presence expected)
    {
        await using var api = (await FakeApi.StartAsync()).On($"GET /api/v1/namespaces/shop/{plural}/tls", status == 200 ? Json(answer) : Status(status, answer));
        await using var cluster = api.Connect();

        Assert.Equal(expected, await cluster.LookForAsync("shop", new ConfigurationObject(kind, "tls"), Token));

        Assert.Equal("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", Assert.Single(api.Requests).Accept.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_workload_is_read_as_served_and_judged()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Manifests.Deployment(generation: 7, observed: 7), [Manifests.ReplicaSet("web-new")], [Manifests.Pod("web-new-1", "web-new")]);
        await using var cluster = api.Connect();

        var read = await cluster.ReadWorkloadAsync(Web, Token);

        Assert.Equal(("uid-web", 7, RolloutState.Complete), (read!.Uid, read.Generation, read.Rollout.State));
        Assert.Equal("kubectl", (string?)read.Manifest["metadata"]!["managedFields"]![0]!["manager"]);
        Assert.Contains(api.Requests, r => r.Route == $"GET {Manifests.Pods}" && WebUtility.UrlDecode(r.Query) == "?labelSelector=app=web,tier in (a,b)");
        Assert.All(api.Requests, r => Assert.Equal("Bearer secret-token", r.Authorization));
    }

    [Fact]
    public async Task A_workload_that_does_not_exist_is_null()
    {
        await using var api = await FakeApi.StartAsync();
        await using var cluster = api.Connect();

        Assert.Null(await cluster.ReadWorkloadAsync(Web, Token));
    }

    [Fact]
    public async Task Images_come_from_the_newest_pods_that_are_not_ending()
    {
        var ending = Manifests.Pod("web-new-2", "web-new");
        ending["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        await using var api = (await FakeApi.StartAsync()).Serve(
            Manifests.Deployment(),
            [Manifests.ReplicaSet("web-old", "shop/web:1"), Manifests.ReplicaSet("web-new")],
            [Manifests.Pod("web-old-1", "web-old"), Manifests.Pod("web-new-1", "web-new"), ending]);
        await using var cluster = api.Connect();

        var image = Assert.Single(await cluster.ReadRunningImagesAsync(Web, "web", Token));

        Assert.Equal(("web-new-1", "shop/web:2", "sha256:" + new string('a', 64)), (image.Pod, image.Image, image.Digest));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_when_it_says()
    {
        await using var api = (await FakeApi.StartAsync()).On(
            "GET /version", Status(429, "too many requests", "7"), Status(500, "etcd"), Json("""{"major": "1", "minor": "20"}"""));
        var time = new JumpingTime(DateTimeOffset.UnixEpoch);
        await using var cluster = api.Connect(time, JumpingTime.Options);

        await cluster.DescribeAsync(Token);

        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
        Assert.Equal(3, api.Count("GET /version"));
    }

    [Fact]
    public async Task A_pause_beyond_our_patience_is_not_begun()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Status(429, "too many requests", "50"));
        await using var cluster = api.Connect(new JumpingTime(DateTimeOffset.UnixEpoch), JumpingTime.Options);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal(1, api.Count("GET /version"));
        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.Contains("429", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_fails_for_thirty_seconds_is_unreachable()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Status(503, "etcd has no leader"));
        var time = new JumpingTime(DateTimeOffset.UnixEpoch);
        await using var cluster = api.Connect(time, JumpingTime.Options);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.StartsWith($"east: no answer from {api.Url} in 3", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("503 Service Unavailable: etcd has no leader", failure.Message, StringComparison.Ordinal);
        Assert.InRange(time.GetUtcNow() - DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Hang);
        await using var cluster = api.Connect(
            options: FakeApi.Quick with { RequestLimit = TimeSpan.FromMilliseconds(50), ReadPatience = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith("last seen: no answer in 50 ms", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_asked_for_again()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Lines(Cut, """{"major": """), Json("""{"major": "1", "minor": "20"}"""));
        await using var cluster = api.Connect();

        Assert.Equal(new Version(1, 20), (await cluster.DescribeAsync(Token)).Version);
    }

    [Fact]
    public async Task A_refused_connection_is_given_up_sooner()
    {
        await using var api = await FakeApi.StartAsync();
        var path = api.WriteKubeconfig("token: t");
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            await File.WriteAllTextAsync(
                path, (await File.ReadAllTextAsync(path, Token)).Replace(api.Url, $"http://{listener.LocalEndpoint}", StringComparison.Ordinal), Token);
        }

        var time = new JumpingTime(DateTimeOffset.UnixEpoch);
        await using var cluster = ClusterConnection.Open(path, "ctx", "east", time, JumpingTime.Options);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith("connection refused", failure.Message, StringComparison.Ordinal);
        Assert.InRange(time.GetUtcNow() - DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12));
    }

    [Theory]
    [InlineData(401, AccessFailure.Denied)]
    [InlineData(403, AccessFailure.Denied)]
    [InlineData(409, AccessFailure.Conflict)]
    [InlineData(400, AccessFailure.Rejected)]
    [InlineData(422, AccessFailure.Rejected)]
    [InlineData(418, AccessFailure.Unknown)]
    public async Task Each_refusal_has_its_kind_and_the_servers_words_and_is_not_repeated(int status, AccessFailure kind)
    {
        await using var api = (await FakeApi.StartAsync()).On($"GET {Manifests.Path}", Status(status, "because of rules"));
        await using var cluster = api.Connect();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.ReadWorkloadAsync(Web, Token));

        Assert.Equal((kind, "east/shop/deployment/web", 1), (failure.Kind, failure.Subject, api.Requests.Count));
        Assert.Contains("because of rules", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_cancellation_comes_back_as_such()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Hang);
        await using var cluster = api.Connect();
        using var stop = new CancellationTokenSource();
        var reading = cluster.DescribeAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }
}

using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class PatchTests
{
    const string Route = $"PATCH {Manifests.Path}";

    static readonly WorkloadReference Web = new("east", "shop", "Deployment", "web");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patch_carries_its_tests_and_its_manager_and_tells_the_generation()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Json(Manifests.Deployment(generation: 8)));

        Assert.Equal(new PatchResult.Applied(8), await PatchAsync(api));

        var sent = Assert.Single(api.Requests);
        Assert.Equal("""[{"op":"test","path":"/metadata/uid","value":"uid-web"},{"op":"replace","path":"/spec/replicas","value":3}]""", sent.Body);
        Assert.StartsWith("application/json-patch+json", sent.ContentType, StringComparison.Ordinal);
        Assert.Equal("?fieldManager=x0tta6bl4-release", sent.Query);
    }

    [Theory]
    [InlineData(422)]
    [InlineData(409)]
    public async Task A_test_that_does_not_hold_is_a_refusal_in_the_servers_words(int status)
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(status, "the server rejected our request"));

        Assert.Equal(new PatchResult.Refused("the server rejected our request"), await PatchAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_lost_answer_is_unanswered_and_the_patch_is_never_sent_twice()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Cut);

        Assert.IsType<PatchResult.Unanswered>(await PatchAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_lost_answer_on_a_connection_that_served_before_is_not_repeated_either()
    {
        await using var api = (await FakeApi.StartAsync()).On("GET /version", Json("""{"major": "1", "minor": "20"}""")).On(Route, Cut);
        await using var cluster = api.Connect();
        await cluster.DescribeAsync(Token);

        Assert.IsType<PatchResult.Unanswered>(await PatchAsync(cluster));
        Assert.Equal(1, api.Count(Route));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    public async Task A_failing_server_leaves_it_open_whether_the_change_is_in(int status)
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(status, "etcdserver: request timed out"));

        Assert.Equal(new PatchResult.Unanswered("etcdserver: request timed out"), await PatchAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Silence_leaves_it_open_too()
    {
        var time = new FakeTimeProvider();
        await using var api = (await FakeApi.StartAsync()).On(Route, Silent(time, FakeApi.Quick.PatchLimit));
        await using var cluster = api.Connect(time);

        Assert.Equal(new PatchResult.Unanswered("no answer in 30 s"), await PatchAsync(cluster));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_busy_server_has_not_processed_the_patch_so_it_is_sent_again()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(429, "too many requests", "3"), Json(Manifests.Deployment(generation: 2)));
        var time = new JumpingTime(DateTimeOffset.UnixEpoch);
        await using var cluster = api.Connect(time, JumpingTime.Options);

        Assert.Equal(new PatchResult.Applied(2), await PatchAsync(cluster));
        Assert.Contains(TimeSpan.FromSeconds(3), time.Waits);
    }

    [Theory]
    [InlineData(403, AccessFailure.Denied)]
    [InlineData(404, AccessFailure.Missing)]
    [InlineData(400, AccessFailure.Rejected)]
    public async Task What_cannot_be_asked_at_all_is_an_exception(int status, AccessFailure kind)
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(status, "no"));

        Assert.Equal(kind, (await Assert.ThrowsAsync<EstateAccessException>(() => PatchAsync(api))).Kind);
    }

    static async Task<PatchResult> PatchAsync(FakeApi api)
    {
        await using var cluster = api.Connect();
        return await PatchAsync(cluster);
    }

    static Task<PatchResult> PatchAsync(KubernetesCluster cluster) => cluster.PatchAsync(
        Web, [PatchOperation.Test("/metadata/uid", "uid-web"), new PatchOperation("replace", "/spec/replicas", "3")], FieldOwner.Own, Token);
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class LeaseTableTests
{
    const string Leases = "/apis/coordination.k8s.io/v1/namespaces/state/leases";
    const string One = $"{Leases}/x0tta6bl4-release-production";

    static readonly EstateLease Lease = new()
    {
        Token = "token-1", Holder = "anna@runner", Purpose = "Release 2.3.1", Machine = "runner/boot", ProcessId = 7, JobUrl = "https://ci/1",
        Acquired = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Renewed = new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero),
        Expiry = TimeSpan.FromSeconds(60), Transitions = 3,
    };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lock_is_read_as_it_was_written()
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Leases}", Json("{}"));
        await using var cluster = api.Connect();
        await cluster.Leases("state").WriteAsync("production", Lease, Token);
        var written = JsonNode.Parse(Assert.Single(api.Requests).Body)!;
        written["metadata"]!["resourceVersion"] = "10";
        api.On($"GET {One}", Json(written));

        Assert.Equal(Lease with { Version = "10" }, await cluster.Leases("state").FindAsync("production", Token));
        Assert.Equal("2026-01-02T03:04:06.000000Z", (string?)written["spec"]!["renewTime"]);
    }

    [Fact]
    public async Task A_change_names_the_version_that_it_expects()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PUT {One}", Json("""{"metadata":{"resourceVersion":"11"}}"""));
        await using var cluster = api.Connect();

        Assert.Equal("11", (await cluster.Leases("state").WriteAsync("production", Lease with { Version = "10" }, Token))!.Version);

        Assert.Equal("10", (string?)JsonNode.Parse(Assert.Single(api.Requests).Body)!["metadata"]!["resourceVersion"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    public async Task Whoever_is_slower_is_told_so(string version)
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Leases}", Status(409, "exists")).On($"PUT {One}", Status(409, "modified"));
        await using var cluster = api.Connect();

        Assert.Null(await cluster.Leases("state").WriteAsync("production", Lease with { Version = version }, Token));
    }

    [Fact]
    public async Task A_lock_that_is_given_back_has_no_holder_and_tells_what_it_was_for()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PUT {One}", Json("{}"));
        await using var cluster = api.Connect();

        var free = await cluster.Leases("state").WriteAsync("production", Lease with { Version = "10", Token = "" }, Token);

        var written = JsonNode.Parse(Assert.Single(api.Requests).Body)!;
        Assert.Null(written["spec"]!["holderIdentity"]);
        Assert.Equal("Release 2.3.1", (string?)written["metadata"]!["annotations"]!["x0tta6bl4.com/purpose"]);
        Assert.True(free!.IsFree);
    }

    [Fact]
    public async Task Where_there_never_was_a_lock_none_is_found_and_a_denial_is_named()
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Leases}", Status(403, "leases is forbidden"));
        await using var cluster = api.Connect();

        Assert.Null(await cluster.Leases("state").FindAsync("production", Token));
        var denied = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.Leases("state").WriteAsync("production", Lease, Token));
        Assert.Equal("east/state/lease/x0tta6bl4-release-production: not allowed: 403 Forbidden: leases is forbidden", denied.Message);
    }
}

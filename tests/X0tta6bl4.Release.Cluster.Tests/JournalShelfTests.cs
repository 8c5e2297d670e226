using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class JournalShelfTests
{
    const string Maps = "/api/v1/namespaces/state/configmaps";
    const string Name = "x0tta6bl4-release-2.3.1-20260102t030405z-1";

    static readonly JournalLink Link = new(
        Name, "2.3.1-20260102T030405Z", "production", 1, "token-1", [1, 2, 3], ImmutableSortedDictionary<int, string>.Empty.Add(1, """{"fact":"x"}""").Add(12, "{}"));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_read_as_it_was_made()
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Maps}", Json("{}"));
        await using var cluster = api.Connect();
        await cluster.Journals("state").CreateAsync(Link, Token);
        var made = JsonNode.Parse(Assert.Single(api.Requests).Body)!;
        api.On($"GET {Maps}", List(10, made));

        var read = Assert.Single(await cluster.Journals("state").ReadAsync("production", Token));

        Assert.Equal((Link.Name, Link.Release, Link.Estate, Link.Number, Link.Token), (read.Name, read.Release, read.Estate, read.Number, read.Token));
        Assert.Equal(Link.Plan, read.Plan.AsEnumerable());
        Assert.Equal(Link.Entries, read.Entries.AsEnumerable());
        Assert.Equal("?labelSelector=x0tta6bl4.com%2Festate%3Dproduction", api.Requests.Last().Query);
    }

    [Fact]
    public async Task Entries_are_added_in_one_patch_that_tests_the_token_and_reads_nothing()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PATCH {Maps}/{Name}", Json("{}"));
        await using var cluster = api.Connect();

        await cluster.Journals("state").AppendAsync(Name, "token-1", ImmutableSortedDictionary<int, string>.Empty.Add(7, "{}").Add(8, "{}"), Token);

        var sent = Assert.Single(api.Requests);
        Assert.Equal(
            """[{"op":"test","path":"/metadata/annotations/x0tta6bl4.com~1release-token","value":"token-1"},{"op":"add","path":"/data/000007","value":"{}"},{"op":"add","path":"/data/000008","value":"{}"}]""",
            sent.Body);
    }

    [Fact]
    public async Task A_lost_answer_is_no_trouble_as_the_same_patch_can_be_sent_again()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PATCH {Maps}/{Name}", Cut, Status(503, "busy"), Json("{}"));
        await using var cluster = api.Connect();

        await cluster.Journals("state").AppendAsync(Name, "token-1", Link.Entries, Token);

        Assert.Equal(3, api.Requests.Count);
        Assert.Single(api.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Another_token_means_that_another_run_has_taken_over()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PATCH {Maps}/{Name}", Status(422, "testing path failed"));
        await using var cluster = api.Connect();

        var refused = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.Journals("state").AppendAsync(Name, "token-1", Link.Entries, Token));

        Assert.Equal(AccessFailure.Conflict, refused.Kind);
        Assert.Equal($"east/state/configmap/{Name}: another run has taken over this journal (testing path failed)", refused.Message);
    }

    [Fact]
    public async Task A_link_that_exists_is_ours_if_it_has_our_token()
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Maps}", Status(409, "already exists")).On($"PATCH {Maps}/{Name}", Json("{}"));
        await using var cluster = api.Connect();

        await cluster.Journals("state").CreateAsync(Link, Token);

        Assert.Contains("\"value\":\"token-1\"", api.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_object_and_the_servers_words()
    {
        await using var api = (await FakeApi.StartAsync()).On($"POST {Maps}", Status(403, "configmaps is forbidden"));
        await using var cluster = api.Connect();

        var refused = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.Journals("state").CreateAsync(Link, Token));

        Assert.Equal(AccessFailure.Denied, refused.Kind);
        Assert.Contains($"east/state/configmap/{Name}: not allowed: 403 Forbidden: configmaps is forbidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_over_sets_the_token_and_what_is_gone_counts_as_removed()
    {
        await using var api = (await FakeApi.StartAsync()).On($"PATCH {Maps}/{Name}", Json("{}"));
        await using var cluster = api.Connect();

        await cluster.Journals("state").TakeOverAsync(Name, "token-2", Token);
        await cluster.Journals("state").DeleteAsync(Name, Token);

        Assert.Equal("""[{"op":"add","path":"/metadata/annotations/x0tta6bl4.com~1release-token","value":"token-2"}]""", api.Requests.First().Body);
        Assert.Equal($"DELETE {Maps}/{Name}", api.Requests.Last().Route);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class AccessTests
{
    const string Route = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    static readonly AccessQuestion Patch = new("patch", "apps", "deployments", "shop");
    static readonly AccessQuestion Exec = new("create", "", "pods/exec", "shop");
    static readonly AccessQuestion Nodes = new("list", "", "nodes", "");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_denied_comes_back_in_the_order_of_the_questions()
    {
        var denied = new HashSet<string> { "nodes", "pods" };
        await using var api = (await FakeApi.StartAsync()).On(Route, Answers(resource => !denied.Contains(resource)));

        Assert.Equal([Nodes, Exec], await AskAsync(api, [Nodes, Patch, Exec]));
    }

    [Fact]
    public async Task A_subresource_is_asked_for_as_such()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Answers(_ => true));

        Assert.Empty(await AskAsync(api, [Exec]));

        Assert.Equal(
            """{"verb":"create","group":"","resource":"pods","subresource":"exec","namespace":"shop"}""",
            JsonNode.Parse(Assert.Single(api.Requests).Body)!["spec"]!["resourceAttributes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_right_to_one_object_is_asked_for_by_its_name()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Answers(_ => true));

        Assert.Empty(await AskAsync(api, [new("get", "", "services/proxy", "monitoring") { Name = "prometheus:9090" }]));

        Assert.Equal(
            """{"verb":"get","group":"","resource":"services","subresource":"proxy","namespace":"monitoring","name":"prometheus:9090"}""",
            JsonNode.Parse(Assert.Single(api.Requests).Body)!["spec"]!["resourceAttributes"]!.ToJsonString());
    }

    [Fact]
    public async Task An_answer_that_does_not_allow_denies()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Json("""{"status": {"evaluationError": "no authorizer"}}"""));

        Assert.Equal([Patch], await AskAsync(api, [Patch]));
    }

    [Fact]
    public async Task A_question_changes_nothing_so_it_is_asked_again()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(500, "etcd"), Cut, Answers(_ => true));

        Assert.Empty(await AskAsync(api, [Patch]));
        Assert.Equal(3, api.Count(Route));
    }

    [Fact]
    public async Task No_more_than_eight_are_under_way_together()
    {
        var (gate, now, most) = (new Lock(), 0, 0);
        await using var api = (await FakeApi.StartAsync()).On(Route, async context =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
            }

            await Answers(_ => false)(context);
            lock (gate)
            {
                now--;
            }
        });
        var questions = Enumerable.Range(0, 60).Select(index => Patch with { Namespace = $"shop-{index}" }).ToImmutableArray();

        Assert.Equal(questions, await AskAsync(api, questions));
        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public async Task Who_may_not_even_ask_is_told_so()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(403, "selfsubjectaccessreviews is forbidden"));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => AskAsync(api, [Patch]));

        Assert.Equal(AccessFailure.Denied, failure.Kind);
    }

    static Reply Answers(Func<string, bool> allowed) => context =>
    {
        var resource = (string)JsonNode.Parse((string)context.Items["body"]!)!["spec"]!["resourceAttributes"]!["resource"]!;
        context.Response.StatusCode = 201;
        return Json(new JsonObject { ["status"] = new JsonObject { ["allowed"] = allowed(resource) } })(context);
    };

    static async Task<ImmutableArray<AccessQuestion>> AskAsync(FakeApi api, ImmutableArray<AccessQuestion> questions)
    {
        await using var cluster = api.Connect();
        return await cluster.FindDeniedAsync(questions, Token);
    }
}

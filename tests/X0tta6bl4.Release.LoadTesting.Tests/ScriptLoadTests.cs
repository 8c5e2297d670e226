using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>Scripts against a real server.</summary>
public sealed class ScriptLoadTests
{
    const string Shop = """
        config:
          target: http://shop.invalid
          phases: [{ duration: 1, arrivalCount: 4 }]
          payload: { path: users.csv, fields: [name], order: sequence }
          ensure: { thresholds: [{ http.response_time.p95: 20000 }] }
        before: { flow: [{ post: { url: /token, capture: { json: $.token, as: token } } }] }
        after: { flow: [{ delete: { url: "/token/{{ token }}" } }] }
        scenarios:
          - name: buy
            flow:
              - get: { url: "/users/{{ name }}", headers: { X-Token: "{{ token }}" }, capture: { json: $.id, as: id }, expect: [{ statusCode: 200 }] }
              - loop: [{ post: { url: "/orders?user={{ id }}", json: { item: "{{ $loopCount }}" } } }]
                count: 2
        """;

    readonly ConcurrentQueue<string> requests = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_is_followed_request_by_request()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);

        var seen = await RunAsync(server.Url, Shop);

        Assert.Equal((12, 0, 4, 0), (seen.Total.Ended, seen.Total.Failed, seen.Users.Arrived, seen.Users.Failed));
        Assert.Equal(["buy: GET /users/{{ name }}", "buy: POST /orders?user={{ id }}"], seen.Steps.Where(step => step.Figures.Ended > 0).Select(step => step.Name));
        Assert.Equal("POST /token", requests.First());
        Assert.Equal("DELETE /token/t7", requests.Last());
        Assert.Equal(["GET /users/anna t7", "GET /users/boris t7", "GET /users/clara t7", "GET /users/anna t7"], requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal)));
        Assert.Equal(4, requests.Count(request => request == """POST /orders?user=5 {"item":1}"""));
    }

    [Fact]
    public async Task A_release_runs_a_script_in_the_time_that_it_gives_and_keeps_the_figures()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var folder = new ScriptFolder(Shop);

        var assessment = await new LoadGenerator().RunAsync(folder.Run(server.Url, TimeSpan.FromMilliseconds(500)), _ => { }, Token);

        Assert.Equal((Verdict.Passed, "http.response_time.p95 < 20000"), (assessment.Verdict, assessment.Wanted));
        Assert.StartsWith("6 requests, none failed", assessment.Seen, StringComparison.Ordinal);
        Assert.Equal(["lag.hgrm", "report.md", "response.hgrm", "result.json", "service.hgrm"], folder.Results());
    }

    [Theory]
    [InlineData("shop.yaml")]
    [InlineData("users.csv")]
    public async Task A_script_that_was_changed_since_the_plan_is_not_run(string changed)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        using var folder = new ScriptFolder(Shop);
        var run = folder.Run(server.Url, TimeSpan.FromSeconds(1));
        folder.Append(changed, "\n");

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => new LoadGenerator().RunAsync(run, _ => { }, Token));

        Assert.Equal("load-tests/shop.yaml: was changed since the plan; plan again", failure.Message);
        Assert.Empty(requests);
    }

    [Theory]
    [InlineData(7, 2, 5)]
    [InlineData(70, 20, 50)]
    public void Phases_keep_their_rates_and_their_share_of_another_time(int seconds, int first, int second)
    {
        const string Text = """
            config:
              target: http://shop.invalid
              phases: [{ duration: 10, arrivalRate: 2, rampTo: 20 }, { duration: 25, arrivalCount: 50 }]
            scenarios: [{ flow: [{ get: { url: / } }] }]
            """;

        var load = ScriptLoad.Read(Text, "shop.yaml", target: null, environment: null, _ => null, _ => null).Value!.Within(TimeSpan.FromSeconds(seconds));

        Assert.Equal(TimeSpan.FromSeconds(seconds), load.Length);
        Assert.Equal([(first, 2, 20, null), (second, 0, 0, 2 * second)], load.Script.Phases.Select(phase => ((int)phase.Duration.TotalSeconds, (int)phase.From, (int)phase.To, phase.Count)));
    }

    [Fact]
    public async Task A_script_runs_in_a_process_of_its_own_and_is_judged()
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);
        var load = ScriptLoad.Read(Shop, "shop.yaml", server.Url.ToString(), environment: null, Files, _ => null).Value!;

        var seen = await load.RunAsync(load.UsualConnections, _ => { }, Token);

        Assert.Equal(12, seen.Total.Ended);
        Assert.Equal(Verdict.Passed, load.Judge(seen).Verdict);
        Assert.Contains("#[Mean", seen.Distributions!.Response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_before_must_go_well()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        var trouble = await Assert.ThrowsAsync<LoadTroubleException>(() => RunAsync(server.Url, Shop));

        Assert.StartsWith("the flow before all others failed: ", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_user_whose_answer_is_not_as_expected_ends_there_and_has_failed()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            context.Response.StatusCode = context.Request.Path.StartsWithSegments("/users/boris", StringComparison.Ordinal) ? 404 : 200;
            await AnswerAsync(context, number);
        });

        var seen = await RunAsync(server.Url, Shop);

        Assert.Equal((10, 1, 4, 1), (seen.Total.Ended, seen.Total.Failed, seen.Users.Arrived, seen.Users.Failed));
        Assert.Equal(1, Assert.Single(seen.Failures).Value);
    }

    [Theory]
    [InlineData("http://nowhere.invalid", "the host name is not resolved")]
    [InlineData("https://127.0.0.1:PORT", "no secure connection could be agreed on")]
    [InlineData("http://127.0.0.1:1", "connection refused")]
    public async Task A_target_that_cannot_be_reached_is_one_kind_of_failure(string target, string words)
    {
        await using var server = await LoopbackServer.StartAsync(AnswerAsync);

        var seen = await RunAsync(new Uri(target.Replace("PORT", $"{server.Url.Port}", StringComparison.Ordinal)), """
            config: { target: http://shop.invalid, phases: [{ duration: 1, arrivalCount: 5 }] }
            scenarios: [{ flow: [{ get: { url: / } }] }]
            """);

        Assert.Equal((5, 5), (seen.Total.Ended, seen.Total.Failed));
        Assert.Equal(KeyValuePair.Create(words, 5L), Assert.Single(seen.Failures));
    }

    static string? Files(string name) => name == "users.csv" ? "anna\nboris\nclara\n" : null;

    static async Task<LoadReport> RunAsync(Uri target, string script)
    {
        var order = new LoadOrder
        {
            Script = new ScriptOrder(script, "shop.yaml", target.ToString(), null, ImmutableSortedDictionary<string, string>.Empty.Add("users.csv", Files("users.csv")!), ImmutableSortedDictionary<string, string>.Empty, Duration: null),
            Connections = 10,
        };
        return await Task.Run(() => OrderedLoad.Of(order, TimeProvider.System, new Random(1)).Run(_ => { }, Token), Token);
    }

    async Task AnswerAsync(HttpContext context, int number)
    {
        var (request, body) = (context.Request, await new StreamReader(context.Request.Body).ReadToEndAsync(Token));
        requests.Enqueue($"{request.Method} {request.Path}{request.QueryString} {request.Headers["X-Token"]}{body}".Trim());
        await context.Response.WriteAsync(request.Path == "/token" ? """{"token":"t7"}""" : """{"id":5}""", Token);
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Tests.Notices;

/// <summary>What every way to Slack must do.</summary>
public abstract class NoticeSenderTests
{
    const string Path = "/services/T0001/B0002/s3cretTokenOfTheHook";

    readonly SkippingTime time = new(TimeSpan.FromSeconds(9));
    readonly List<string> texts = [];

    [Fact]
    public async Task A_notice_is_posted_as_JSON()
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 200, "ok"));

        await SendAsync(server.Url, "*Release 2.3.1* on `production` – готово");

        Assert.Equal(["*Release 2.3.1* on `production` – готово"], texts);
        Assert.Equal([$"POST {Path}"], server.Lines);
    }

    [Theory]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("<!channel> <html>", "&lt;!channel&gt; &lt;html&gt;")]
    public async Task What_Slack_takes_for_commands_is_text(string text, string sent)
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 200, "ok"));

        await SendAsync(server.Url, text);

        Assert.Equal([sent], texts);
    }

    [Fact]
    public async Task A_long_text_is_cut_between_characters()
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 200, "ok"));

        await SendAsync(server.Url, new string('x', 3000));
        await SendAsync(server.Url, new string('x', 3001));
        await SendAsync(server.Url, new string('x', 2998) + "🚀🚀");

        Assert.Equal([new string('x', 3000), new string('x', 2999) + "…", new string('x', 2998) + "…"], texts);
    }

    [Theory]
    [InlineData(400, "invalid_payload", AccessFailure.Rejected, "Slack answered 400 Bad Request (invalid_payload)")]
    [InlineData(403, "action_prohibited", AccessFailure.Denied, "Slack answered 403 Forbidden (action_prohibited)")]
    [InlineData(404, "no_service", AccessFailure.Missing, "Slack answered 404 Not Found (no_service)")]
    [InlineData(410, "channel_is_archived", AccessFailure.Missing, "Slack answered 410 Gone (channel_is_archived)")]
    [InlineData(404, "nothing at " + Path, AccessFailure.Missing, "Slack answered 404 Not Found")]
    [InlineData(302, "", AccessFailure.Unknown, "Slack answered 302 Found")]
    public async Task A_refusal_is_told_at_once_in_Slacks_own_word(int status, string body, AccessFailure kind, string message)
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, status, body));

        var failure = await FailsAsync(server.Url);

        Assert.Equal((kind, message), (failure.Kind, failure.Message));
        Assert.Single(server.Requests);
        Assert.Empty(time.Waits);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(500, "", 0)]
    [InlineData(503, "", 0)]
    public async Task Trouble_that_passes_is_waited_for(int status, string retryAfter, int atLeast)
    {
        await using var server = await LoopbackServer.StartAsync(context => texts.Count > 0 ? TakeAsync(context, 200, "ok") : TakeAsync(context, status, "", retryAfter));

        await SendAsync(server.Url, "done");

        Assert.Equal(["done", "done"], texts);
        Assert.InRange(Assert.Single(time.Waits).TotalSeconds, atLeast, 9);
    }

    [Fact]
    public async Task A_wait_beyond_the_limit_is_not_begun()
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 429, "", "60"));

        var failure = await FailsAsync(server.Url);

        Assert.Equal((AccessFailure.Unreachable, "Slack keeps answering 429 Too Many Requests"), (failure.Kind, failure.Message));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Trouble_that_stays_is_given_up()
    {
        await using var server = await LoopbackServer.StartAsync(context => TakeAsync(context, 503, "<html>" + Path));

        var failure = await FailsAsync(server.Url);

        Assert.Equal((AccessFailure.Unreachable, "Slack keeps answering 503 Service Unavailable"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task After_twenty_seconds_the_last_trouble_is_told()
    {
        var clock = new WaitingTime();
        await using var server = await LoopbackServer.StartAsync(context => texts.Count == 0 ? TakeAsync(context, 503, "") : Task.Delay(Timeout.Infinite, context.RequestAborted));
        var slack = Open(Hook(server.Url), clock);
        using var end = slack as IDisposable;

        var sending = slack.SendAsync("done", TestContext.Current.CancellationToken);
        await clock.HasShortWait;
        clock.Advance(TimeSpan.FromSeconds(20));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => sending);
        Assert.Matches("^Slack gave no good answer within 20 s, in [12] tries: 503 Service Unavailable$", failure.Message);
    }

    [Fact]
    public async Task Nobody_there_is_told_without_the_address()
    {
        var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var url = server.Url;
        await server.DisposeAsync();

        var failure = await FailsAsync(url);

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith("connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_ends_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var slack = Open(Hook(server.Url), time);
        using var end = slack as IDisposable;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slack.SendAsync("done", stop.Token));
    }

    [Theory]
    [InlineData("hooks.example.com" + Path)]
    [InlineData("http://hooks.example.com" + Path)]
    [InlineData("https://")]
    [InlineData("")]
    public void An_odd_URL_is_refused_and_not_repeated(string url) =>
        Assert.DoesNotContain("s3cret", Assert.Throws<ArgumentException>(() => Open(new Secret(url), time)).ToString(), StringComparison.Ordinal);

    protected abstract INoticeSender Open(Secret url, TimeProvider time);

    protected async Task TakeAsync(HttpContext context, int status, string body, string retryAfter = "")
    {
        texts.Add((string)(await JsonNode.ParseAsync(context.Request.Body))!["text"]!);
        context.Response.StatusCode = status;
        if (retryAfter.Length > 0)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        await context.Response.WriteAsync(body);
    }

    static Secret Hook(Uri server) => new(server.GetLeftPart(UriPartial.Authority) + Path);

    async Task SendAsync(Uri server, string text)
    {
        var slack = Open(Hook(server), time);
        using var end = slack as IDisposable;
        await slack.SendAsync(text, TestContext.Current.CancellationToken);
    }

    protected async Task<EstateAccessException> FailsAsync(Uri server)
    {
        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => SendAsync(server, "done"));
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("services", failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    /// <summary>A clock that tests move by hand, and that tells when somebody waits for the next try.</summary>
    sealed class WaitingTime : FakeTimeProvider
    {
        readonly TaskCompletionSource found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasShortWait => found.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(9))
            {
                found.TrySetResult();
            }

            return timer;
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Integrations.Endpoints;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Integrations.Tests.Endpoints;

/// <summary>What is sent with a call, and what is read of its answer.</summary>
public sealed class CallContentTests
{
    readonly List<string> seen = [];

    [Fact]
    public async Task A_body_is_sent_as_UTF8_JSON()
    {
        await CallAsync(HttpMethod.Post, """{"name":"Пётр"}""");

        Assert.Equal(["Content-Length: 19", "Content-Type: application/json", "User-Agent: x0tta6bl4-release", """{"name":"Пётр"}"""], seen);
    }

    [Fact]
    public async Task Headers_of_request_and_content_are_sent_as_they_are()
    {
        await CallAsync(HttpMethod.Put, "a=1", ("content-type", "text/plain; charset=utf-8"), ("Authorization", "Bearer odd, but whole"), ("X-Trace", "1"), ("User-Agent", "probe (internal)"), ("Content-Language", "ru"));

        Assert.Equal(
            ["Authorization: Bearer odd, but whole", "Content-Language: ru", "Content-Length: 3", "Content-Type: text/plain; charset=utf-8", "User-Agent: probe (internal)", "X-Trace: 1", "a=1"],
            seen);
    }

    [Fact]
    public async Task A_header_of_the_content_needs_no_body()
    {
        await CallAsync(HttpMethod.Post, body: null, ("Content-Type", "text/plain"));

        Assert.Equal(["Content-Length: 0", "Content-Type: text/plain", "User-Agent: x0tta6bl4-release", ""], seen);
    }

    [Fact]
    public async Task A_plain_call_sends_nothing_more()
    {
        await CallAsync(HttpMethod.Get, body: null);

        Assert.Equal(["User-Agent: x0tta6bl4-release", ""], seen);
    }

    [Theory]
    [InlineData("application/json", "Пётр")]
    [InlineData("text/plain; charset=utf-16", "Пётр")]
    [InlineData("text/plain; charset=\"utf-8\"", "\uFEFFПётр")]
    [InlineData("text/plain; charset=nobody-knows", "Пётр")]
    [InlineData(null, "Пётр")]
    public async Task The_answers_body_is_text(string? type, string text)
    {
        var encoding = type?.Contains("utf-16", StringComparison.Ordinal) == true ? Encoding.Unicode : Encoding.UTF8;

        var answer = await AnswerAsync(async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(encoding.GetBytes(text));
        });

        Assert.Equal(new EndpointAnswer(200, "200 OK in 0 ms", "Пётр"), answer);
    }

    [Fact]
    public async Task Of_a_body_without_end_the_beginning_is_read_in_whole_characters()
    {
        var chunk = Encoding.UTF8.GetBytes(new string('ё', 4096));

        var answer = await AnswerAsync(async context =>
        {
            await context.Response.WriteAsync("x");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk);
            }
        });

        Assert.Equal(200, answer.Status);
        Assert.Equal(65_535, Encoding.UTF8.GetByteCount(answer.Body));
        Assert.EndsWith("ё", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_is_for_the_body_too()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var reading = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.StartAsync();
            reading.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = new EndpointClient(time);

        var call = client.CallAsync(EndpointCall.Plain(HttpMethod.Get, server.Url), TestContext.Current.CancellationToken);
        await reading.Task;
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Matches("^(200 OK, but no whole|no) answer within 30 s$", (await call).Message);
    }

    static async Task<EndpointAnswer> AnswerAsync(Func<HttpContext, Task> answer)
    {
        await using var server = await LoopbackServer.StartAsync(answer);
        using var client = new EndpointClient(new SkippingTime(TimeSpan.Zero));
        return await client.CallAsync(EndpointCall.Plain(HttpMethod.Get, server.Url), TestContext.Current.CancellationToken);
    }

    async Task CallAsync(HttpMethod method, string? body, params (string Name, string Value)[] headers)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen.AddRange(context.Request.Headers.Where(header => header.Key is not "Host").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
            seen.Add(await reader.ReadToEndAsync());
        });
        using var client = new EndpointClient(new SkippingTime(TimeSpan.Zero));
        await client.CallAsync(new EndpointCall(method, server.Url, headers.ToImmutableSortedDictionary(header => header.Name, header => header.Value), body), TestContext.Current.CancellationToken);
    }
}

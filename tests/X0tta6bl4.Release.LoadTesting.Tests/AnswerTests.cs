using System.Collections.Concurrent;
using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>What is sent, and what is made of the answers.</summary>
public sealed class AnswerTests : LoadTestBase
{
    [Theory]
    [InlineData(503, "503 Service Unavailable")]
    [InlineData(302, "302 Found")]
    [InlineData(599, "599")]
    public async Task Another_status_than_the_expected_one_is_a_failure(int status, string words)
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number % 3 == 0 ? status : 200;
            return Task.CompletedTask;
        });

        var seen = await RunAsync(Ten(server.Url));

        Assert.Equal((7, 3, words), (Good(seen), seen.Total.Failed, seen.FirstFailure));
    }

    [Fact]
    public async Task The_expected_status_need_not_be_200()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        Assert.Equal(10, Good(await RunAsync(Ten(server.Url) with { Status = 401 })));
    }

    [Fact]
    public async Task Nobody_there_is_ten_failures_without_a_time()
    {
        var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        var url = server.Url;
        await server.DisposeAsync();

        var seen = await RunAsync(Ten(url));

        Assert.Equal((10, 0, 10, "connection refused"), (seen.Total.Due, Good(seen), seen.Total.Failed, seen.FirstFailure));
        Assert.Equal(0, seen.Total.Response.Count);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n", "the answer is not valid HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "200 OK, but the connection ended in the middle of the answer")]
    public async Task Half_an_answer_is_a_failure(string answer, string words)
    {
        await using var server = new BareServer(answer, answers: 1);

        var seen = await RunAsync(Ten(server.Url));

        Assert.Equal((10, words), (seen.Total.Failed, seen.FirstFailure));
    }

    [Fact]
    public async Task Method_headers_and_body_are_sent_with_each_request()
    {
        var lines = new ConcurrentBag<string>();
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            lines.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.ContentType} {context.Request.Headers.Authorization} {context.Request.Headers.UserAgent} {await reader.ReadToEndAsync()}");
        });
        var headers = ImmutableSortedDictionary<string, string>.Empty.Add("Authorization", "Bearer t");

        await RunAsync(Ten(server.Url) with { Call = new EndpointCall(HttpMethod.Post, new Uri(server.Url, "/a?b=c"), headers, """{"a":"ё"}""") });

        Assert.Equal(Enumerable.Repeat("""POST /a?b=c application/json Bearer t x0tta6bl4-release {"a":"ё"}""", 10), lines);
    }

    [Fact]
    public async Task Headers_of_the_content_may_be_given_too()
    {
        var types = new ConcurrentBag<string?>();
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            types.Add($"{context.Request.ContentType} {context.Request.Headers.UserAgent}");
            return Task.CompletedTask;
        });
        var headers = ImmutableSortedDictionary<string, string>.Empty.Add("content-type", "text/plain; charset=utf-8").Add("user-agent", "probe");

        await RunAsync(Ten(server.Url) with { Call = new EndpointCall(HttpMethod.Put, server.Url, headers, Body: null) });

        Assert.Equal(Enumerable.Repeat("text/plain; charset=utf-8 probe", 10), types);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the host name is not resolved")]
    [InlineData(HttpRequestError.SecureConnectionError, "no secure connection could be agreed on")]
    [InlineData(HttpRequestError.Unknown, "the request failed")]
    public void Trouble_that_loopback_does_not_have_has_its_words_too(HttpRequestError error, string words) =>
        Assert.Equal(words, FailureText.Of(new HttpRequestException(error, "s3cret")));
}

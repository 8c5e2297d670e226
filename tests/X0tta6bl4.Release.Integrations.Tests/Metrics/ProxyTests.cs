using System.Net;
using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>A Prometheus behind an API server, which speaks in its own name when something is wrong.</summary>
public sealed class ProxyTests : PrometheusTest
{
    const string Name = "service monitoring/prometheus:9090 of east";

    [Fact]
    public async Task A_query_is_a_read_request_and_carries_no_credentials_of_its_own()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 200, Vector("""{"metric":{},"value":[0,"7"]}""", ""","warnings":["a store did not answer"]""")));

        var answer = await QueryAsync(Options(server.Url) with { Bearer = new Secret("token") }, """sum(rate(a{b="c"}[2m])) + 1""");

        Assert.Equal([new MetricSample("", 7)], answer.Samples);
        Assert.Equal(["a store did not answer"], answer.Warnings);
        Assert.Equal(
            ("GET /proxy/api/v1/query?query=sum%28rate%28a%7Bb%3D%22c%22%7D%5B2m%5D%29%29%20%2B%201", ""),
            (Assert.Single(server.Requests).Line, Assert.Single(server.Requests).Authorization));
    }

    [Theory]
    [InlineData(403, "services \\\"prometheus:9090\\\" is forbidden", AccessFailure.Denied, "denies this user of the cluster (403 Forbidden): services \"prometheus:9090\" is forbidden")]
    [InlineData(404, "services \\\"prometheus\\\" not found", AccessFailure.Missing, "is not there: services \"prometheus\" not found")]
    [InlineData(503, "no endpoints available", AccessFailure.Unreachable, "keeps answering 503 Service Unavailable: no endpoints available")]
    public async Task What_the_API_server_says_is_told(int status, string said, AccessFailure kind, string message)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, status, $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{said}}","code":{{status}}}"""));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(Options(server.Url)));

        Assert.Equal((kind, $"{Name} {message}"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task What_Prometheus_says_is_told_too()
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, 400, Error("bad_data", "parse error")));

        Assert.Equal($"{Name} rejects the query: parse error", (await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(Options(server.Url)))).Message);
    }

    [Fact]
    public async Task Something_else_behind_the_Service_is_named()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return context.Response.WriteAsync("404 page not found");
        });

        Assert.Equal(
            $"{Name} gave 404 Not Found to GET /proxy/api/v1/query; is this the address of a Prometheus?",
            (await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(Options(server.Url)))).Message);
    }

    static PrometheusOptions Options(Uri server) => new() { Url = new Uri(server, "proxy/"), Way = new SocketsHttpHandler(), Name = Name };
}

using Microsoft.AspNetCore.Http;
using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>What tests of the Prometheus client share.</summary>
public abstract class PrometheusTest
{
    /// <summary>Waits between tries are over at once; limits never are.</summary>
    internal SkippingTime Time { get; } = new(TimeSpan.FromSeconds(9));

    protected static string Result(string type, string result, string more = "") => $$$"""{"status":"success","data":{"resultType":"{{{type}}}","result":{{{result}}}}{{{more}}}}""";

    protected static string Vector(string samples, string more = "") => Result("vector", $"[{samples}]", more);

    protected static string Error(string type, string error) => $$"""{"status":"error","errorType":"{{type}}","error":"{{error}}"}""";

    protected static async Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    protected async Task<MetricAnswer> QueryAsync(PrometheusOptions options, string query = "up")
    {
        using var client = new PrometheusClient(options, Time);
        return await client.QueryAsync(query, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks a server that always answers the same.</summary>
    protected async Task<MetricAnswer> QueryAsync(int status, string json)
    {
        await using var server = await LoopbackServer.StartAsync(context => AnswerAsync(context, status, json));
        return await QueryAsync(new PrometheusOptions { Url = server.Url });
    }

    protected Task<EstateAccessException> FailsAsync(int status, string json) => Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(status, json));
}

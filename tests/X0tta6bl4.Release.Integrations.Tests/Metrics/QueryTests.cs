using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>Answers that can be used.</summary>
public sealed class QueryTests : PrometheusTest
{
    [Theory]
    [InlineData("", "/api/v1/query")]
    [InlineData("/", "/api/v1/query")]
    [InlineData("/team/prometheus", "/team/prometheus/api/v1/query")]
    [InlineData("/team/prometheus/", "/team/prometheus/api/v1/query")]
    public async Task The_query_is_posted_as_a_form_below_the_base_URL(string prefix, string path)
    {
        const string query = """sum(rate(http_requests_total{code=~"5..", job="a+b"}[2m])) / 100 % 3""";
        var form = "";
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            form = (await context.Request.ReadFormAsync())["query"].ToString();
            await AnswerAsync(context, 200, Vector(""));
        });

        await QueryAsync(new PrometheusOptions { Url = new Uri(server.Url, prefix) }, query);

        Assert.Equal(query, form);
        Assert.Equal([$"POST {path}"], server.Lines);
    }

    [Fact]
    public async Task A_vector_is_a_sample_for_each_series_in_order()
    {
        var answer = await QueryAsync(200, Vector("""
            {"metric":{"pod":"b","__name__":"up","cluster":"spb"},"value":[1767614400.123,"1"]},
            {"metric":{"path":"C:\\x \"y\"\n"},"value":[1767614400.123,"2.5e-07"]},
            {"metric":{},"value":[1767614400,"-3"]}
            """));

        Assert.Equal(
            [
                new MetricSample("""{__name__="up", cluster="spb", pod="b"}""", 1),
                new MetricSample("""{path="C:\\x \"y\"\n"}""", 2.5e-7),
                new MetricSample("", -3),
            ],
            answer.Samples);
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-Inf", double.NegativeInfinity)]
    [InlineData("0.42", 0.42)]
    public async Task A_scalar_is_one_sample_without_labels(string text, double value)
    {
        var answer = await QueryAsync(200, Result("scalar", $"[1767614400.123,\"{text}\"]"));

        Assert.Equal([new MetricSample("", value)], answer.Samples);
    }

    [Fact]
    public async Task No_series_is_an_answer() => Assert.Empty((await QueryAsync(200, Vector(""))).Samples);

    [Fact]
    public async Task Warnings_are_told_and_infos_are_not()
    {
        var answer = await QueryAsync(200, Vector("", ""","warnings":["a store did not answer"],"infos":["metric might not be a counter"]"""));

        Assert.Equal(["a store did not answer"], answer.Warnings);
    }

    [Fact]
    public async Task A_Prometheus_that_restarts_is_asked_again()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(context =>
            Interlocked.Increment(ref requests) < 3 ? AnswerAsync(context, 503, "Service Unavailable") : AnswerAsync(context, 200, Vector("""{"metric":{},"value":[0,"7"]}""")));

        var answer = await QueryAsync(new PrometheusOptions { Url = server.Url });

        Assert.Equal([new MetricSample("", 7)], answer.Samples);
        Assert.Equal(3, requests);
    }
}

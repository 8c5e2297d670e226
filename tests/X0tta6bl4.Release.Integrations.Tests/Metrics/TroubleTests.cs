using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Integrations.Tests.Servers;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Tests.Metrics;

/// <summary>Answers that cannot be used, and none at all.</summary>
public sealed class TroubleTests : PrometheusTest
{
    [Theory]
    [InlineData(400, "bad_data", "parse error: unexpected end of input")]
    [InlineData(422, "bad_data", "invalid expression")]
    [InlineData(422, "execution", "many-to-many matching not allowed")]
    public async Task A_wrong_query_is_rejected_in_Prometheuss_own_words(int status, string type, string error)
    {
        var failure = await FailsAsync(status, Error(type, error));

        Assert.Equal(AccessFailure.Rejected, failure.Kind);
        Assert.EndsWith($" rejects the query: {error}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_error_is_one_line_and_cut()
    {
        var failure = await FailsAsync(400, Error("bad_data", $"first\\nsecond {new string('x', 1000)}"));

        Assert.Contains(": first second xxx", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("x…", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 500, 600);
    }

    [Theory]
    [InlineData("matrix", "[]", "the query gives a range, an instant vector is wanted")]
    [InlineData("string", """[0,"text"]""", "the query gives a string, an instant vector is wanted")]
    public async Task Other_results_than_vector_and_scalar_are_rejected(string type, string result, string reason)
    {
        var failure = await FailsAsync(200, Result(type, result));

        Assert.Equal((AccessFailure.Rejected, reason), (failure.Kind, failure.Reason));
    }

    [Theory]
    [InlineData("""{"metric":{"le":"1"},"histogram":[0,{"count":"1","sum":"1"}]}""")]
    [InlineData("""{"metric":{},"value":[0]}""")]
    [InlineData("""{"metric":{},"value":[0,1]}""")]
    [InlineData("""{"metric":{},"value":[0,"many"]}""")]
    [InlineData("""{"metric":[],"value":[0,"1"]}""")]
    [InlineData("1")]
    public async Task A_sample_that_is_no_number_is_no_answer(string sample)
    {
        var failure = await FailsAsync(200, Vector(sample));

        Assert.Equal(AccessFailure.Unknown, failure.Kind);
        Assert.EndsWith(" gave a vector with a sample that is no number", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>Welcome</html>", "gave an answer that is not Prometheus's JSON; is this the address of a Prometheus?")]
    [InlineData(200, "{}", "gave an answer that is not Prometheus's JSON; is this the address of a Prometheus?")]
    [InlineData(200, """{"status":"success"}""", "gave an answer that is not Prometheus's JSON; is this the address of a Prometheus?")]
    [InlineData(200, """{"status":{}}""", "gave an answer that is not Prometheus's JSON; is this the address of a Prometheus?")]
    [InlineData(404, "page not found", "gave 404 Not Found to POST /api/v1/query; is this the address of a Prometheus?")]
    [InlineData(400, "bad gateway options", "gave 400 Bad Request to POST /api/v1/query; is this the address of a Prometheus?")]
    [InlineData(302, "", "gave 302 Found to POST /api/v1/query; is this the address of a Prometheus?")]
    public async Task An_address_that_is_no_Prometheus_is_named(int status, string body, string reason)
    {
        var failure = await FailsAsync(status, body);

        Assert.Equal(AccessFailure.Unknown, failure.Kind);
        Assert.EndsWith(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Prometheus_that_stays_unwell_is_given_up_after_ten_seconds()
    {
        var failure = await FailsAsync(503, Error("timeout", "query timed out in expression evaluation"));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith(" keeps answering 503 Service Unavailable: query timed out in expression evaluation", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Time.Waits.Sum(wait => wait.TotalSeconds), 5, 20);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var url = server.Url;
        await server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => QueryAsync(new PrometheusOptions { Url = url }));

        Assert.Equal(AccessFailure.Unreachable, failure.Kind);
        Assert.EndsWith("connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_the_callers()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new PrometheusClient(new PrometheusOptions { Url = server.Url }, Time);
        using var cancelled = new CancellationTokenSource();

        var query = client.QueryAsync("up", cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
    }

    [Theory]
    [InlineData("/prometheus")]
    [InlineData("ftp://prometheus.example.com")]
    [InlineData("https://user:secret@prometheus.example.com")]
    public void An_odd_URL_is_refused(string url)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PrometheusClient(new PrometheusOptions { Url = new Uri(url, UriKind.RelativeOrAbsolute) }, Time));

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }
}

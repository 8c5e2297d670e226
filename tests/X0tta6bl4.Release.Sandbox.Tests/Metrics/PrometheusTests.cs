using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Metrics;

/// <summary>What the sandbox measures of itself, asked over HTTP as any Prometheus is.</summary>
public sealed class PrometheusTests
{
    const string Errors = """sum(rate(http_requests_total{service="api-gateway",status=~"5.."}[10s])) / sum(rate(http_requests_total{service="api-gateway"}[10s]))""";

    const string Slowness = """histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service="api-gateway"}[10s])))""";

    [Fact]
    public async Task A_fresh_estate_has_a_past()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(80, await ValueAsync(sandbox, "sum(rate(http_requests_total[5m]))"), 2.0);
        Assert.Equal(4, await ValueAsync(sandbox, "count(sum by (service) (http_requests_total))"));
        Assert.Equal(0.08, await ValueAsync(sandbox, Slowness), 0.01);
        Assert.Equal(0, await ValueAsync(sandbox, "max(time() - timestamp(up))"));
        Assert.Null(await MaybeAsync(sandbox, Errors));
    }

    [Theory]
    [InlineData("error-spike", 0.2, 0.08)]
    [InlineData("slow-after-update", null, 0.46)]
    [InlineData("happy", null, 0.08)]
    public async Task A_new_version_shows_in_the_measurements_as_it_behaves(string scenario, double? errors, double slowness)
    {
        await using var sandbox = await TestSandbox.StartAsync(scenario);

        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        await sandbox.PassUntilRolledOutAsync();
        sandbox.Pass(TimeSpan.FromSeconds(15));

        Assert.Equal(slowness, await ValueAsync(sandbox, Slowness), 0.05);
        Assert.Equal(errors, await MaybeAsync(sandbox, Errors) is { } share ? Math.Round(share, 2) : null);
        Assert.Equal(20, await ValueAsync(sandbox, """sum(rate(http_requests_total{service="api-gateway"}[10s]))"""), 0.5);
        Assert.Equal(["2.3.1"], (await ResultAsync(sandbox, """group by (version) (up{service="api-gateway"})""")).Select(one => one.Text("metric", "version")));
    }

    [Fact]
    public async Task Requests_that_are_really_sent_count_too()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        const string Version = """sum(http_requests_total{path="/version"})""";

        for (var i = 0; i < 7; i++)
        {
            await sandbox.PassWhileAsync(sandbox.SendAsync("GET", "/version", cluster: "api.x0tta6bl4.com"));
        }

        await sandbox.PassWhileAsync(sandbox.SendAsync("GET", "/health", cluster: "api.x0tta6bl4.com"));
        sandbox.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(7, await ValueAsync(sandbox, Version));
        Assert.Null(await MaybeAsync(sandbox, """sum(http_requests_total{path="/health"})"""));
    }

    [Fact]
    public async Task What_a_gateway_passes_on_is_answered_by_the_service_behind_it()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", "/apis/apps/v1/namespaces/x0tta6bl4-quantum/deployments/quantum-services", """{"spec": {"replicas": 0}}""", "application/merge-patch+json");
        sandbox.Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(503, (await AskAsync(sandbox, "GET", "/api/v1/quantum/keys")).Code);
        Assert.Equal("cultural-agents", (await AskAsync(sandbox, "GET", "/api/v1/cultural/analyze")).Body.Text("service"));
    }

    [Fact]
    public async Task A_broken_login_breaks_nothing_else()
    {
        await using var sandbox = await TestSandbox.StartAsync("login-broken");
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        await sandbox.PassUntilRolledOutAsync();

        Assert.Equal(500, (await AskAsync(sandbox, "POST", "/api/v1/auth/login")).Code);
        Assert.Equal(200, (await AskAsync(sandbox, "GET", "/version")).Code);
        Assert.Equal(200, (await AskAsync(sandbox, "GET", "/health")).Code);
    }

    [Fact]
    public async Task A_range_has_a_value_for_each_step()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var now = sandbox.Time.GetUtcNow().ToUnixTimeSeconds();

        var (code, body) = await sandbox.SendAsync("GET", $"/api/v1/query_range?query=sum(up)&start={now - 60}&end={now}&step=15", cluster: "prometheus");

        Assert.Equal((200, "matrix", 5), (code, body.Text("data", "resultType"), body.Items("data", "result").Single()["values"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("sum(", 400, "bad_data")]
    [InlineData("up * on (job) up", 422, "execution")]
    public async Task A_wrong_query_is_answered_as_Prometheus_does(string query, int code, string type)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (status, body) = await sandbox.SendAsync("POST", "/api/v1/query", "query=" + Uri.EscapeDataString(query), "application/x-www-form-urlencoded", "prometheus");

        Assert.Equal((code, "error", type), (status, body.Text("status"), body.Text("errorType")));
    }

    [Fact]
    public async Task Measurements_of_a_pod_that_is_gone_are_gone()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"replicas": 2}}""", "application/merge-patch+json");
        sandbox.Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(2, await ValueAsync(sandbox, """count(up{service="api-gateway"})"""));
        Assert.Equal(20, await ValueAsync(sandbox, """sum(rate(http_requests_total{service="api-gateway"}[5s]))"""), 0.5);
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_says_nothing()
    {
        await using var sandbox = await TestSandbox.StartAsync("prometheus-down");

        Assert.Equal(503, (await sandbox.SendAsync("GET", "/-/healthy", cluster: "prometheus")).Code);
    }

    [Fact]
    public async Task How_many_samples_there_are_and_how_fresh_can_be_asked()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(8, await ValueAsync(sandbox, """max(count_over_time(http_requests_total{namespace=~"x0tta6bl4-.*"}[8s]))"""), 1.0);
        Assert.Equal(0, await ValueAsync(sandbox, """time() - max(timestamp(http_requests_total{namespace=~"x0tta6bl4-.*"}))"""));
    }

    [Theory]
    [InlineData("kube-prometheus-prometheus:9090")]
    [InlineData("http:kube-prometheus-prometheus:http")]
    [InlineData("kube-prometheus-prometheus")]
    public async Task The_API_server_passes_on_what_its_Service_is_asked(string target)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (code, body) = await sandbox.SendAsync("GET", $"{Proxied(target)}/api/v1/query?query=count(up)");

        Assert.Equal((200, "success"), (code, body.Text("status")));
        Assert.Single(body.Items("data", "result"));
    }

    [Theory]
    [InlineData("prometheus:9090", 404, "services \"prometheus\" not found")]
    [InlineData("kube-prometheus-prometheus:80", 503, "no service port \"80\" found for service \"kube-prometheus-prometheus\"")]
    [InlineData("a:b:c:d", 400, "invalid service request \"a:b:c:d\"")]
    public async Task A_Service_that_is_not_there_is_named(string target, int code, string message)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var (status, body) = await sandbox.SendAsync("GET", $"{Proxied(target)}/api/v1/query?query=up");

        Assert.Equal((code, message), (status, body.Text("message")));
    }

    [Fact]
    public async Task Behind_a_Service_without_a_ready_pod_nobody_answers()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", "/apis/apps/v1/namespaces/monitoring/statefulsets/prometheus-kube-prometheus", """{"spec": {"replicas": 0}}""", "application/merge-patch+json");
        sandbox.Pass(TimeSpan.FromSeconds(40));

        var (code, body) = await sandbox.SendAsync("GET", $"{Proxied("kube-prometheus-prometheus:9090")}/-/ready");

        Assert.Equal((503, "no endpoints available for service \"kube-prometheus-prometheus:9090\""), (code, body.Text("message")));
    }

    [Fact]
    public async Task Other_Services_are_passed_on_to_as_well()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var answer = sandbox.SendAsync("GET", "/api/v1/namespaces/x0tta6bl4-system/services/api-gateway:8000/proxy/version");
        await sandbox.PassWhileAsync(answer);

        Assert.Equal((200, "api-gateway"), ((await answer).Code, (await answer).Body.Text("service")));
    }

    [Fact]
    public async Task Who_may_not_get_services_proxy_is_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Server.Address(TestSandbox.Eks), $"{Proxied("kube-prometheus-prometheus:9090")}/-/ready"));
        request.Headers.Add("Impersonate-User", "nobody");

        using var answer = await sandbox.AskAsync(request);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Contains("cannot get resource \\\"services/proxy\\\"", await answer.Content.ReadAsStringAsync(TestSandbox.Cancelled), StringComparison.Ordinal);
    }

    static string Proxied(string target) => $"/api/v1/namespaces/monitoring/services/{target}/proxy";

    [Fact]
    public async Task A_restored_estate_has_a_past_as_soon_as_its_pods_are_ready()
    {
        var directory = Directory.CreateTempSubdirectory("sandbox-test-").FullName;
        await (await TestSandbox.StartAsync(directory: directory)).DisposeAsync();
        await using (var sandbox = await TestSandbox.StartAsync(directory: directory))
        {
            await sandbox.PassUntilAsync(async () => await MaybeAsync(sandbox, "count(up)") is not null);

            Assert.Equal(80, await ValueAsync(sandbox, "sum(rate(http_requests_total[5m]))"), 2.0);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("happy", """{"text": "hello"}""", 200, "ok")]
    [InlineData("happy", """{"blocks": []}""", 400, "invalid_payload")]
    [InlineData("happy", "hello", 400, "invalid_payload")]
    [InlineData("slack-500", """{"text": "hello"}""", 500, "server_error")]
    public async Task Notices_are_taken_or_refused_as_Slack_does(string scenario, string body, int code, string text)
    {
        await using var sandbox = await TestSandbox.StartAsync(scenario);

        var (status, answer) = await sandbox.SendAsync("POST", "/services/T000/B000/sandbox", body, cluster: "slack");
        using var kept = await sandbox.OpenAsync("/messages", "slack");

        Assert.Equal((code, text), (status, (string?)answer));
        Assert.Equal(code == 200 ? 1 : 0, JsonNode.Parse(await kept.Content.ReadAsStringAsync(TestSandbox.Cancelled))!.AsArray().Count);
    }

    static async Task<(int Code, JsonNode Body)> AskAsync(TestSandbox sandbox, string method, string path)
    {
        var answer = sandbox.SendAsync(method, path, cluster: "api.x0tta6bl4.com");
        await sandbox.PassWhileAsync(answer);
        return await answer;
    }

    static async Task<double> ValueAsync(TestSandbox sandbox, string query) => await MaybeAsync(sandbox, query) ?? throw new InvalidOperationException($"no answer to {query}");

    static async Task<double?> MaybeAsync(TestSandbox sandbox, string query) => await ResultAsync(sandbox, query) switch
    {
        [] => null,
        [var only] => double.Parse((string)only["value"]![1]!, CultureInfo.InvariantCulture),
        var several => throw new InvalidOperationException($"{several.Count} answers to {query}"),
    };

    static async Task<List<JsonObject>> ResultAsync(TestSandbox sandbox, string query)
    {
        var (_, body) = await sandbox.SendAsync("GET", "/api/v1/query?query=" + Uri.EscapeDataString(query), cluster: "prometheus");
        return [.. body.Items("data", "result")];
    }
}

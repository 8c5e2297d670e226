using System.Net;
using System.Net.Http.Headers;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

/// <summary>The way through an API server to what only its cluster reaches.</summary>
public sealed class ServiceProxyTests
{
    const string Route = "GET /api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/query";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_goes_through_the_API_server_with_the_clusters_credentials()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Json("""{"status":"success"}"""));
        await using var cluster = api.Connect();

        var (status, body) = await GetAsync(cluster.Proxy("monitoring", "prometheus:9090"), "api/v1/query?query=sum%28up%29");

        Assert.Equal((HttpStatusCode.OK, """{"status":"success"}"""), (status, body));
        var seen = Assert.Single(api.Requests);
        Assert.Equal((Route, "?query=sum%28up%29", "Bearer secret-token", "application/json"), (seen.Route, seen.Query, seen.Authorization, seen.Accept));
    }

    [Theory]
    [InlineData("https:prometheus:9090", "/api/v1/namespaces/monitoring/services/https:prometheus:9090/proxy/")]
    [InlineData("prometheus:web", "/api/v1/namespaces/monitoring/services/prometheus:web/proxy/")]
    public async Task The_target_is_one_segment_of_the_path(string target, string path)
    {
        await using var api = await FakeApi.StartAsync();
        await using var cluster = api.Connect();
        using var proxy = cluster.Proxy("monitoring", target);

        Assert.Equal((path, $"service monitoring/{target} of east"), (proxy.Address.AbsolutePath, proxy.Name));
    }

    [Fact]
    public async Task An_answer_comes_back_as_it_is_whatever_it_says()
    {
        await using var api = (await FakeApi.StartAsync()).On(Route, Status(503, "no endpoints available for service \"prometheus:9090\"", "7"));
        await using var cluster = api.Connect();
        using var client = new HttpClient(cluster.Proxy("monitoring", "prometheus:9090"));

        using var answer = await client.GetAsync(new Uri(cluster.Proxy("monitoring", "prometheus:9090").Address, "api/v1/query"), Token);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains("no endpoints available", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Credentials_that_a_plugin_can_renew_are_renewed_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the plugin is a shell script");
        Reply answer = context => context.Request.Headers.Authorization == "Bearer t2" ? Json("{}")(context) : Status(401, "Unauthorized")(context);
        await using var api = (await FakeApi.StartAsync()).On(Route, answer);
        await using var cluster = api.Connect(user: $"exec: {{apiVersion: client.authentication.k8s.io/v1beta1, command: {WriteCounter(api.Folder)}}}");

        var (status, _) = await GetAsync(cluster.Proxy("monitoring", "prometheus:9090"), "api/v1/query");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["Bearer t1", "Bearer t2"], api.Requests.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData("POST", "api/v1/query")]
    [InlineData("GET", "../../../secrets")]
    public async Task Nothing_but_reading_below_the_Service_goes_through(string method, string path)
    {
        await using var api = await FakeApi.StartAsync();
        await using var cluster = api.Connect();
        var proxy = cluster.Proxy("monitoring", "prometheus:9090");
        using var client = new HttpClient(proxy);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(proxy.Address, path));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, Token));
        Assert.Empty(api.Requests);
    }

    static string WriteCounter(string folder)
    {
        var path = Path.Combine(folder, "counter.sh");
        File.WriteAllText(path, $"#!/bin/sh\nn=$(($(cat {folder}/runs 2>/dev/null || echo 0) + 1)); echo $n > {folder}/runs\necho \"{{\\\"status\\\":{{\\\"token\\\":\\\"t$n\\\"}}}}\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    static async Task<(HttpStatusCode Status, string Body)> GetAsync(ServiceProxy proxy, string path)
    {
        using var client = new HttpClient(proxy);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(proxy.Address, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await client.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}

using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class FrontEndTests
{
    const string Host = "api.x0tta6bl4.com";

    [Fact]
    public async Task No_request_fails_while_pods_are_exchanged()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        var answers = new List<(int Code, string? Version)>();

        while (!DeploymentStatus.IsComplete(await sandbox.GetAsync(TestSandbox.Gateway)))
        {
            answers.Add(await AskAsync(sandbox, "/version"));
        }

        Assert.All(answers, a => Assert.Equal(200, a.Code));
        Assert.Equal(["2.3.0", "2.3.1"], answers.Select(a => a.Version).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>On real clusters, too, nodes go on sending to a pod for a moment after it was told to end.</summary>
    [Theory]
    [InlineData("0", 1)]
    [InlineData("3", 0)]
    public async Task A_request_is_lost_where_a_program_ends_as_soon_as_it_is_told_to(string drainSeconds, int lost)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, $$$$$"""{"spec":{"template":{"spec":{"containers":[{"name":"api-gateway","env":[{"name":"DRAIN_SECONDS","value":"{{{{{drainSeconds}}}}}"}]}]}}}}""", "application/strategic-merge-patch+json");
        sandbox.Pass(TimeSpan.FromSeconds(30));
        var pods = (await sandbox.GetAsync($"{TestSandbox.Pods}?labelSelector=app%3Dapi-gateway")).Items("items").Select(pod => pod.Name()).ToArray();

        await sandbox.SendAsync("DELETE", $"{TestSandbox.Pods}/{pods[0]}");
        var during = await LostAsync(sandbox, pods.Length);
        sandbox.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((lost, 0), (during, await LostAsync(sandbox, pods.Length)));
    }

    [Fact]
    public async Task Without_a_ready_pod_the_endpoint_is_unavailable()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SendAsync("PATCH", TestSandbox.Gateway, """{"spec": {"replicas": 0}}""", "application/merge-patch+json");
        sandbox.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(503, (await AskAsync(sandbox, "/health")).Code);
    }

    [Theory]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/api/v1/auth/login", 200)]
    [InlineData("POST", "/api/v1/quantum/compute", 200)]
    [InlineData("GET", "/api/v1/quantum/compute", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task The_program_answers_its_routes(string method, string path, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        Assert.Equal(code, (await AskAsync(sandbox, path, method)).Code);
    }

    // On connections of their own: clients repeat by themselves what was lost on a kept one. No time passes meanwhile.
    static async Task<int> LostAsync(TestSandbox sandbox, int requests)
    {
        using var users = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = sandbox.Server.Address(Host) };
        var lost = 0;
        for (var i = 0; i < requests; i++)
        {
            try
            {
                using var answer = await users.GetAsync(new Uri("/health", UriKind.Relative), TestSandbox.Cancelled);
            }
            catch (HttpRequestException)
            {
                lost++;
            }
        }

        return lost;
    }

    static async Task<(int Code, string? Version)> AskAsync(TestSandbox sandbox, string path, string method = "GET")
    {
        var answer = sandbox.SendAsync(method, path, cluster: Host);
        await sandbox.PassWhileAsync(answer);
        var (code, body) = await answer;
        return (code, body.Text("version"));
    }
}

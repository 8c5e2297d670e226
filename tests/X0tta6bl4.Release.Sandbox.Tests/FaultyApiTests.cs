using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class FaultyApiTests
{
    [Fact]
    public async Task The_same_requests_fail_in_the_same_way_every_time()
    {
        var first = await CodesAsync();
        var second = await CodesAsync();

        Assert.Equal(first, second);
        Assert.Contains(429, first);
        Assert.Contains(500, first);
        Assert.Contains(503, first);
        Assert.InRange(first.Count(c => c == 200), 150, 195);
    }

    [Fact]
    public async Task A_write_that_was_answered_500_may_have_been_applied()
    {
        await using var sandbox = await TestSandbox.StartAsync("api-flaky");
        var (applied, lost) = (0, 0);

        for (var i = 0; i < 200; i++)
        {
            var (code, _) = await AskAsync(sandbox, "PATCH", $$$"""{"metadata": {"labels": {"n": "{{{i}}}"} } }""");
            if (code == 500)
            {
                var isApplied = sandbox.Server.Estate.Clusters[0].Cluster.Store
                    .Find(ResourceKinds.Deployments, "x0tta6bl4-system", "api-gateway")!.Value.Labels().Text("n") == $"{i}";
                (applied, lost) = isApplied ? (applied + 1, lost) : (applied, lost + 1);
            }
        }

        Assert.True(applied > 0 && lost > 0, $"applied {applied}, lost {lost}");
    }

    [Fact]
    public async Task Watches_are_cut()
    {
        await using var sandbox = await TestSandbox.StartAsync("api-flaky");
        var ended = 0;

        for (var i = 0; i < 12; i++)
        {
            var opening = sandbox.OpenAsync($"{TestSandbox.Deployments}?watch=true&timeoutSeconds=3600");
            await sandbox.PassWhileAsync(opening);
            using var response = await opening;
            if (!response.IsSuccessStatusCode)
            {
                continue;
            }

            var reading = response.Content.ReadAsStringAsync(TestSandbox.Cancelled);
            for (var ms = 0; ms < 6000 && !reading.IsCompleted; ms += 50)
            {
                sandbox.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.WhenAny(reading, Task.Run(() => { }, TestSandbox.Cancelled));
            }

            ended += reading.IsCompleted ? 1 : 0;
            sandbox.Time.Advance(TimeSpan.FromHours(1));
            await reading;
        }

        Assert.InRange(ended, 2, 11);
    }

    static async Task<List<int>> CodesAsync()
    {
        await using var sandbox = await TestSandbox.StartAsync("api-flaky");
        var codes = new List<int>();
        for (var i = 0; i < 200; i++)
        {
            codes.Add((await AskAsync(sandbox, "GET", null)).Code);
        }

        return codes;
    }

    static async Task<(int Code, string Reason)> AskAsync(TestSandbox sandbox, string method, string? body)
    {
        var answer = sandbox.SendAsync(method, TestSandbox.Gateway, body, "application/merge-patch+json");
        await sandbox.PassWhileAsync(answer);
        var (code, status) = await answer;
        return (code, status.Text("reason") ?? "");
    }
}

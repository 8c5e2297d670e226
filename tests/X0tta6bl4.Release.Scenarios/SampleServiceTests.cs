using System.Net;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>What runs in the pods of clusters that kind makes behaves as the scenarios expect of its tags.</summary>
public sealed class SampleServiceTests
{
    [Fact]
    public async Task It_says_its_version_on_every_route_of_the_platform_and_counts_what_it_answers()
    {
        await using var service = await SampleService.StartAsync("ok");

        foreach (var path in new[] { "/", "/version", "/api/v1/cultural/analyze", "/api/v1/auth/login", "/api/v1/quantum/keys" })
        {
            Assert.Contains("\"version\":\"2.3.1\"", await service.GetAsync(path), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await service.PostAsync("/api/v1/quantum/compute"));
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/ready"));

        var metrics = await service.GetAsync("/metrics");
        Assert.Contains("http_requests_total{method=\"GET\",path=\"/version\",status=\"200\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("http_requests_total{method=\"POST\",path=\"/api/v1/quantum/compute\",status=\"200\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("http_request_duration_seconds_bucket{method=\"GET\",path=\"/version\",le=\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("path=\"/ready\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_answer_of_five_is_an_error_where_twenty_percent_are_wanted()
    {
        await using var service = await SampleService.StartAsync("errors=20");

        var failed = 0;
        for (var number = 0; number < 100; number++)
        {
            failed += await service.StatusAsync("/version") == HttpStatusCode.InternalServerError ? 1 : 0;
        }

        Assert.Equal(20, failed);
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/health"));
    }

    [Fact]
    public async Task It_lives_and_is_never_ready_where_that_is_wanted()
    {
        await using var service = await SampleService.StartAsync("never-ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.StatusAsync("/ready"));
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/health"));
    }

    [Fact]
    public async Task Asked_to_end_it_is_not_ready_any_more_and_still_answers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pods run on Linux");
        await using var service = await SampleService.StartAsync("ok", drainSeconds: 60);

        service.Terminate();
        while (await service.StatusAsync("/ready") == HttpStatusCode.OK)
        {
            // The signal is on its way.
        }

        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync("/version"));
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("errors=200")]
    public async Task It_ends_where_that_is_wanted_and_where_nobody_knows_what_is_wanted(string mode) =>
        Assert.NotEqual(0, await SampleService.EndAsync(mode));
}

using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>Loads in a process of their own.</summary>
public sealed class LoadGeneratorTests : LoadTestBase
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_runs_in_its_own_process_and_tells_how_far_it_is()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number % 10 == 0 ? 503 : 200;
            return Task.CompletedTask;
        });
        var told = new List<LoadResult>();

        var seen = await new LoadGenerator().RunAsync(Ten(server.Url) with { RatePerSecond = 100, Duration = TimeSpan.FromSeconds(2), Connections = 4 }, told.Add, Token);

        Assert.Equal((200, 180, 20, 200, "503 Service Unavailable", ""), (seen.Due, seen.Good, seen.Failed, server.Requests, seen.FirstFailure, seen.EndedEarly));
        Assert.NotEmpty(told);
        Assert.All(told, progress => Assert.InRange(progress.Due, 1, 200));
    }

    [Fact]
    public async Task Cancellation_ends_the_process_and_no_further_request_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        using var cancelled = new CancellationTokenSource();
        var run = new LoadGenerator().RunAsync(Ten(server.Url) with { RatePerSecond = 20, Duration = TimeSpan.FromMinutes(10) }, _ => { }, cancelled.Token);
        await server.AskedAsync();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var sent = server.Requests;
        Assert.InRange(sent, 1, 100);
    }

    [Theory]
    [InlineData(0, 1, 0, 1, 1)]
    [InlineData(double.NaN, 1, 0, 1, 1)]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(1, 1, -1, 1, 1)]
    [InlineData(1, 1, 0, 0, 1)]
    [InlineData(1, 1, 0, 1001, 1)]
    [InlineData(1, 1, 0, 1, 0)]
    public Task A_profile_that_makes_no_sense_is_refused(double rate, int duration, int warmUp, int connections, int timeout) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new LoadGenerator().RunAsync(
            new LoadProfile(EndpointCall.Plain(HttpMethod.Get, new Uri("http://127.0.0.1/")), 200, rate, TimeSpan.FromSeconds(duration), TimeSpan.FromSeconds(warmUp), connections, TimeSpan.FromSeconds(timeout)),
            _ => { },
            Token));
}

using System.Threading.Channels;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests;

/// <summary>Requests are due when the schedule says, whatever the server does.</summary>
public sealed class OpenModelTests : LoadTestBase
{
    readonly TaskCompletionSource stall = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Each_request_is_sent_when_it_is_due()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);

        var run = RunAsync(Ten(server.Url));
        for (var sent = 1; sent < 10; sent++)
        {
            await server.AskedAsync();
            Assert.Equal(sent, server.Requests);
            await Time.AdvanceAsync(Ms(100));
        }

        var seen = await run;
        Assert.Equal((10, 10, 0, 10), (seen.Due, seen.Good, seen.Failed, server.Requests));
    }

    [Fact]
    public async Task What_is_overdue_is_sent_at_once_and_its_lag_is_the_generators()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        var run = RunAsync(Ten(server.Url) with { Connections = 10 });
        await server.AskedAsync();

        await Time.AdvanceAsync(Ms(900));

        var seen = await run;
        Assert.Equal((10, 10), (seen.Good, server.Requests));
        Assert.Equal(Ms(800), seen.LagP99);
    }

    /// <summary>A closed model would see one slow request and nine quick ones.</summary>
    [Fact]
    public async Task What_waits_for_a_stalled_server_is_timed_from_when_it_was_due()
    {
        await using var server = await LoopbackServer.StartAsync((_, number) => number == 1 ? stall.Task : Task.CompletedTask);
        var run = RunAsync(Ten(server.Url));
        await server.AskedAsync();

        await Time.AdvanceAsync(Ms(2000));
        stall.SetResult();

        // Due at 0, 100, … 900 ms, all answered at 2,000 ms.
        var seen = await run;
        Assert.Equal(10, seen.Good);
        Assert.Equal((Ms(2000), Ms(2000)), (seen.Max, seen.P99));
        Assert.Equal(1500, seen.P50.TotalMilliseconds, tolerance: 1.5);
    }

    [Fact]
    public async Task The_limit_counts_from_when_a_request_was_due()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) => number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : Task.CompletedTask);
        var run = RunAsync(Ten(server.Url) with { Timeout = Ms(1500) });
        await server.AskedAsync();

        await Time.AdvanceAsync(Ms(2000));

        // Those due until 500 ms were too late at 2,000 ms; no answer to the first one, and the others are not even sent.
        var seen = await run;
        Assert.Equal((4, 6, 5), (seen.Good, seen.Failed, server.Requests));
        Assert.Equal("no answer within 1.5 s", seen.FirstFailure);
        Assert.Equal(Ms(1400), seen.Max);
    }

    [Fact]
    public async Task No_more_connections_are_used_than_allowed()
    {
        var (now, counts) = (0, Channel.CreateUnbounded<int>());
        await using var server = await LoopbackServer.StartAsync(async (_, _) =>
        {
            counts.Writer.TryWrite(Interlocked.Increment(ref now));
            await stall.Task;
            Interlocked.Decrement(ref now);
        });
        var run = RunAsync(Ten(server.Url) with { Connections = 3 });

        await Time.AdvanceAsync(Ms(1000));
        var most = new List<int>();
        while (most.Count < 3)
        {
            most.Add(await counts.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        stall.SetResult();
        Assert.Equal(10, (await run).Good);
        while (counts.Reader.TryRead(out var count))
        {
            most.Add(count);
        }

        Assert.Equal((10, 3), (most.Count, most.Max()));
    }

    [Fact]
    public async Task Warm_up_is_sent_and_not_counted()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number <= 5 ? 503 : 200;
            return Task.CompletedTask;
        });

        var seen = await RunAtOnceAsync(Ten(server.Url) with { WarmUp = Ms(500) });

        Assert.Equal((10, 10, 0, ""), (seen.Due, seen.Good, seen.Failed, seen.FirstFailure));
        Assert.Equal(15, server.Requests);
    }

    [Fact]
    public async Task Progress_is_told_each_second()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        var told = Channel.CreateUnbounded<LoadResult>();
        var run = RunAsync(Ten(server.Url) with { Duration = TimeSpan.FromSeconds(2) }, seen => told.Writer.TryWrite(seen));

        await Time.AdvanceAsync(Ms(1000));
        var first = await told.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await Time.AdvanceAsync(Ms(1000));

        Assert.InRange(first.Due, 1, 11);
        Assert.Equal(20, (await run).Due);
    }

    [Fact]
    public async Task Cancellation_ends_a_load_at_once()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var cancelled = new CancellationTokenSource();
        var run = RunAsync(Ten(server.Url), cancellationToken: cancelled.Token);
        await server.AskedAsync();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
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
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync(new LoadProfile(
            EndpointCall.Plain(HttpMethod.Get, new Uri("http://127.0.0.1/")), 200, rate, TimeSpan.FromSeconds(duration), TimeSpan.FromSeconds(warmUp), connections, TimeSpan.FromSeconds(timeout))));
}

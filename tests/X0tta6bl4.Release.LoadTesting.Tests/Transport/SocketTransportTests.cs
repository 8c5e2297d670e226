using System.Collections.Immutable;
using System.Net;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.LoadTesting.Transport;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Transport;

/// <summary>What servers do to connections.</summary>
public sealed class SocketTransportTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_ends_kept_connections_without_a_word_is_asked_again()
    {
        await using var server = new BareServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", answers: 2);

        var seen = await RunAsync(server.Url, rate: 100, count: 20);

        Assert.Equal((20, 0), (seen.Total.Ended, seen.Total.Failed));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nuntil the end")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    public async Task A_server_that_ends_each_connection_gets_a_new_one_for_each_request(string answer)
    {
        await using var server = new BareServer(answer, answers: 1);

        var seen = await RunAsync(server.Url, rate: 100, count: 20);

        Assert.Equal((20, 0), (seen.Total.Ended, seen.Total.Failed));
    }

    [Fact]
    public async Task A_long_body_is_read_to_its_end_and_kept_by_nobody()
    {
        var piece = new byte[1 << 20];
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            for (var i = 0; i < 200; i++)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        });

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var seen = await RunAsync(server.Url, rate: 10, count: 2);

        Assert.Equal((2, 0), (seen.Total.Ended, seen.Total.Failed));
        // The server and the rest of the test are in this process too; 400 MB went through it.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100 << 20);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_given_up_at_its_limit()
    {
        await using var server = new BareServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", answers: int.MaxValue);

        var seen = await RunAsync(server.Url, rate: 100, count: 3, timeout: TimeSpan.FromMilliseconds(200));

        Assert.Equal(KeyValuePair.Create("200 OK, but no whole answer within 0.2 s", 3L), Assert.Single(seen.Failures));
    }

    /// <summary>On most machines <c>localhost</c> is such a name.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task A_name_with_addresses_where_nobody_listens_is_asked_at_the_one_where_somebody_does(int openedFirst)
    {
        await using var server = new BareServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", answers: int.MaxValue);

        var failures = await Task.Run(() => FailuresAt(server.Url, openedFirst, "127.0.0.2", "127.0.0.3", "127.0.0.1"), Token);

        Assert.Equal((0, 20), failures);
    }

    [Fact]
    public async Task A_name_where_nobody_listens_anywhere_fails_and_does_not_go_round()
    {
        await using var server = new BareServer("", answers: 0);

        Assert.Equal((20, 20), await Task.Run(() => FailuresAt(server.Url, 4, "127.0.0.2", "127.0.0.3"), Token));
    }

    [Fact]
    public async Task A_name_without_addresses_is_a_failure_of_each_request()
    {
        await using var server = new BareServer("", answers: 0);

        Assert.Equal((20, 20), await Task.Run(() => FailuresAt(server.Url, 4), Token));
    }

    static (long Failed, long Ended) FailuresAt(Uri url, int openedFirst, params string[] addresses)
    {
        var (clock, recorder, timeout) = (new LoadClock(TimeProvider.System), new Recorder(1, 1), TimeSpan.FromSeconds(30));
        var named = new UriBuilder(url) { Host = "several.test" }.Uri;
        var plan = new EnginePlan { Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(0.2), Count = 20 }], Timeout = timeout, Target = named, OpenedFirst = openedFirst };
        using var transport = new SocketTransport(clock, timeout, most: 4, resolve: _ => [.. addresses.Select(IPAddress.Parse)]);
        new LoadEngine(plan, new SameRequest(new OutgoingRequest { Method = "GET", Url = named, Step = 0 }, 200), transport, clock, recorder, () => 0.5).Run(() => { }, Token);
        var seen = recorder.Sums().All;
        return (seen.Failed, seen.Ended);
    }

    /// <summary>Two loads differ in nothing but their number of requests, and the longer one allocates no more. A closed model, so that nothing piles up
    /// on a busy machine.</summary>
    [Fact]
    public async Task Nothing_is_allocated_for_one_more_request()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);

        var (_, fewer, more) = await Task.Run(() => (Run(server.Url, 0.5), Run(server.Url, 0.2), Run(server.Url, 1)), Token);

        Assert.InRange((more.Allocated - fewer.Allocated) / (double)(more.Requests - fewer.Requests), -5, 5);
    }

    static (long Requests, long Allocated) Run(Uri url, double seconds)
    {
        var (clock, recorder, timeout) = (new LoadClock(TimeProvider.System), new Recorder(1, 1), TimeSpan.FromSeconds(30));
        var plan = new EnginePlan { Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(seconds), Count = 4 }], Closed = true, Timeout = timeout, Target = url, OpenedFirst = 4 };
        using var transport = new SocketTransport(clock, timeout, most: 4);
        var engine = new LoadEngine(plan, new SameRequest(new OutgoingRequest { Method = "GET", Url = url, Step = 0 }, 200), transport, clock, recorder, () => 0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        engine.Run(() => { }, Token);
        return (recorder.Sums().All.Ended, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static Task<LoadReport> RunAsync(Uri url, double rate, int count, TimeSpan? timeout = null) =>
        Task.Run(() => Load(url, rate, count, timeout ?? TimeSpan.FromSeconds(30)).Run(_ => { }, Token), Token);

    static OrderedLoad Load(Uri url, double rate, int count, TimeSpan timeout)
    {
        var same = new SameRequestOrder("GET", url, ImmutableSortedDictionary<string, string>.Empty, null, 200, rate, TimeSpan.FromSeconds(count / rate), TimeSpan.Zero, timeout);
        return OrderedLoad.Of(new LoadOrder { Same = same, Connections = 4 }, TimeProvider.System, new Random(1));
    }
}

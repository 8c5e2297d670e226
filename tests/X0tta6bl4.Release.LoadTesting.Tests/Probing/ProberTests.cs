using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Probing;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests.Probing;

/// <summary>Probes of real servers.</summary>
public sealed class ProberTests
{
    readonly KeptProbes kept = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Every_probe_has_a_connection_of_its_own_and_says_who_asks(string host)
    {
        var (connections, agents) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            connections.Add(context.Connection.Id);
            agents.Add(context.Request.Headers.UserAgent.ToString());
            return Task.CompletedTask;
        });

        await using (Start(Target(new UriBuilder(server.Url) { Host = host }.Uri)))
        {
            for (var i = 0; i < 10; i++)
            {
                var probe = await kept.NextAsync(ProbeOutcome.Good);
                Assert.Equal(("api", "phase", 200, ""), (probe.Target, probe.Phase, probe.Status, probe.Failure));
                Assert.InRange(probe.Lag, TimeSpan.Zero, Probe.GreatestLag);
            }
        }

        Assert.Equal(connections.Count, connections.Distinct().Count());
        Assert.Equal(["x0tta6bl4-release/2.3.1-20260102T030405Z"], agents.Distinct());
        Assert.Equal(kept.Begun, kept.All.Count);
    }

    [Fact]
    public async Task Whatever_else_than_the_wanted_status_is_a_failure()
    {
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number % 2 == 0 ? 503 : 200;
            return Task.CompletedTask;
        });

        await using var probing = Start(Target(server.Url));

        var failed = await kept.NextAsync(ProbeOutcome.Failed);
        Assert.Equal((503, "503 Service Unavailable"), (failed.Status, failed.Failure));
        await kept.NextAsync(ProbeOutcome.Good);
    }

    [Fact]
    public async Task Where_any_answer_is_good_an_error_is_one()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        await using var probing = Start(Target(server.Url) with { Status = null });

        Assert.Equal(500, (await kept.NextAsync(ProbeOutcome.Good)).Status);
    }

    [Fact]
    public async Task Probes_go_on_while_no_answer_comes_and_each_fails_by_its_limit()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) => await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        await using var probing = Start(Target(server.Url) with { Timeout = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 20; i++)
        {
            await server.AskedAsync();
        }

        var failed = await kept.NextAsync(ProbeOutcome.Failed);
        Assert.Equal((0, "no answer within 1 s"), (failed.Status, failed.Failure));
        Assert.InRange(failed.Latency, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_of_each_probe()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri($"http://{free.LocalEndpoint}/");
        free.Stop();

        await using var probing = Start(Target(url));

        Assert.Equal("connection refused", (await kept.NextAsync(ProbeOutcome.Failed)).Failure);
        Assert.Equal("connection refused", (await kept.NextAsync(ProbeOutcome.Failed)).Failure);
    }

    [Fact]
    public async Task Nothing_is_said_any_more_once_it_has_ended()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        var probing = Start(Target(server.Url), Target(server.Url) with { Name = "other", Timeout = TimeSpan.FromSeconds(2) });
        while ((await kept.NextAsync(ProbeOutcome.Good)).Target != "other")
        {
            // The two have threads of their own; the other one has begun, too.
        }

        await probing.DisposeAsync();

        var (begun, asked) = (kept.Begun, server.Requests);
        Assert.Equal(begun, kept.All.Count);
        // What was asked before the first probe, to get ready, is in nobody's count.
        Assert.InRange(asked, begun, begun + 2);
    }

    IAsyncDisposable Start(params ProbeTarget[] targets) => new Prober(TimeProvider.System).Start([.. targets], kept);

    static ProbeTarget Target(Uri url) => new(
        "api", new EndpointCall(HttpMethod.Get, url, ImmutableSortedDictionary<string, string>.Empty.Add("User-Agent", "x0tta6bl4-release/2.3.1-20260102T030405Z"), null), 200, 50, TimeSpan.FromSeconds(30));
}

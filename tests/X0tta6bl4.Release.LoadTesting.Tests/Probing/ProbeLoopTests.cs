using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Probing;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Tests.Probing;

/// <summary>The loop in simulated time.</summary>
public sealed class ProbeLoopTests
{
    static readonly TimeSpan End = TimeSpan.FromSeconds(10);

    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    readonly KeptProbes kept = new();

    [Fact]
    public void The_rate_is_held_exactly()
    {
        Run(_ => 200);

        Assert.Equal(200, kept.Begun);
        Assert.Empty(kept.Gaps);
        Assert.All(kept.All, probe => Assert.Equal(ProbeOutcome.Good, probe.Outcome));
        Assert.Equal(kept.All.Select(probe => probe.Due).Order(), kept.All.Select(probe => probe.Due));
    }

    [Fact]
    public void No_answer_delays_a_probe()
    {
        Run(_ => null);

        Assert.Equal(200, kept.Begun);
        Assert.All(kept.All.Where(probe => probe.Outcome == ProbeOutcome.Failed), probe => Assert.Equal("no answer within 2 s", probe.Failure));
        Assert.InRange(kept.All.Count(probe => probe.Outcome == ProbeOutcome.Failed), 160, 180);
    }

    [Fact]
    public void What_was_due_while_the_loop_stood_still_is_missed_and_not_sent()
    {
        Run(_ => 200, stall: (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)));

        var gap = Assert.Single(kept.Gaps);
        Assert.InRange(gap.Count, 37, 40);
        Assert.InRange(gap.Lag, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2.1));
        Assert.Equal(200, kept.Begun + gap.Count);
        Assert.All(kept.All, probe => Assert.InRange(probe.Lag, TimeSpan.Zero, Probe.GreatestLag + TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void A_failure_that_is_found_after_the_loop_stood_still_shows_nothing()
    {
        Run(due => due > TimeSpan.FromSeconds(2.8) && due < TimeSpan.FromSeconds(5) ? 503 : 200, stall: (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)));

        Assert.Contains(kept.All, probe => probe is { Outcome: ProbeOutcome.Missed, Status: 503 });
        Assert.Contains(kept.All, probe => probe is { Outcome: ProbeOutcome.Failed, Status: 503 });
    }

    void Run(Func<TimeSpan, int?> answer, (TimeSpan At, TimeSpan Length)? stall = null)
    {
        var target = new ProbeTarget("api", new EndpointCall(HttpMethod.Get, new Uri("http://127.0.0.1/"), ImmutableSortedDictionary<string, string>.Empty, null), 200, 20, TimeSpan.FromSeconds(2));
        using var stop = new CancellationTokenSource();
        var clock = new LoadClock(time);
        new ProbeLoop([new ProbedTarget(target, 0)], new Simulation(time, clock, answer, stall, stop), clock, time, kept).Run(stop.Token);
    }

    /// <summary>A server to which waiting is time that passes: it answers at the end of the wait in which it was asked.</summary>
    sealed class Simulation(FakeTimeProvider time, LoadClock clock, Func<TimeSpan, int?> answer, (TimeSpan At, TimeSpan Length)? stall, CancellationTokenSource stop) : ITransport
    {
        readonly List<Exchange> asked = [];
        readonly List<Exchange> expired = [];
        bool hasStalled;
        bool isReady;

        public void Open(Uri target, int many)
        {
        }

        public bool TryBegin(Exchange exchange)
        {
            exchange.Begun = clock.Now;
            asked.Add(exchange);
            return true;
        }

        public void Wait(TimeSpan atMost, List<Exchange> ended)
        {
            time.Advance(atMost > TimeSpan.Zero ? atMost : TimeSpan.FromTicks(1));
            if (isReady && !hasStalled && stall is var (at, length) && clock.Now >= at)
            {
                hasStalled = true;
                time.Advance(length);
            }

            foreach (var exchange in asked.ToArray())
            {
                // The first one only gets the loop ready.
                if ((isReady ? answer(exchange.Due) : 200) is { } status)
                {
                    (exchange.Answer, exchange.Ended) = (new Answer(status, [], default), clock.Now);
                    asked.Remove(exchange);
                    ended.Add(exchange);
                }
            }

            ended.AddRange(expired);
            expired.Clear();
            if (isReady && clock.Now >= End)
            {
                stop.Cancel();
            }

            isReady = true;
        }

        public void Expire(TimeSpan now)
        {
            foreach (var exchange in asked.Where(exchange => exchange.Deadline <= now).ToArray())
            {
                (exchange.Trouble, exchange.Ended) = ("no answer within 2 s", now);
                asked.Remove(exchange);
                expired.Add(exchange);
            }
        }

        public void Dispose()
        {
        }
    }
}

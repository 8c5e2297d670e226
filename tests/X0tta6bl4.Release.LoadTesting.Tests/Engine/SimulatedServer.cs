using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Engine;

/// <summary>A server and the time, both computed: waiting moves the clock to the next thing that happens.</summary>
/// <param name="connections">How many requests it takes at once.</param>
/// <param name="ends">When the answer to a request that is sent at a moment is there; null for never.</param>
sealed class SimulatedServer(int connections, Func<TimeSpan, TimeSpan?> ends) : ITransport
{
    readonly PriorityQueue<Exchange, TimeSpan> underWay = new();
    readonly List<Exchange> silent = [];
    readonly Stack<TimeSpan> free = new(Enumerable.Repeat(TimeSpan.Zero, connections));
    readonly List<Exchange> expired = [];

    public required FakeTimeProvider Time { get; init; }

    public required LoadClock Clock { get; init; }

    /// <summary>Status of an answer by the number of the request, from one.</summary>
    public Func<int, int> Status { get; init; } = _ => 200;

    /// <summary>By how much each wait is longer than it should be: a generator that is too slow.</summary>
    public TimeSpan Oversleep { get; init; }

    public int Requests { get; private set; }

    public int MostAtOnce { get; private set; }

    public List<TimeSpan> Sent { get; } = [];

    public static SimulatedServer Create(int connections, Func<TimeSpan, TimeSpan?> ends, TimeSpan oversleep = default, Func<int, int>? status = null)
    {
        var time = new FakeTimeProvider();
        return new SimulatedServer(connections, ends) { Time = time, Clock = new LoadClock(time), Oversleep = oversleep, Status = status ?? (_ => 200) };
    }

    public void Open(Uri target, int count)
    {
        // There is nothing to open.
    }

    public bool TryBegin(Exchange exchange)
    {
        if (!free.TryPop(out var since))
        {
            return false;
        }

        (exchange.Begun, exchange.FreeSince) = (Clock.Now, since);
        exchange.Answer = new Answer(Status(++Requests), [], default);
        Sent.Add(exchange.Begun);
        if (ends(exchange.Begun) is { } end)
        {
            underWay.Enqueue(exchange, end);
        }
        else
        {
            silent.Add(exchange);
        }

        MostAtOnce = Math.Max(MostAtOnce, underWay.Count + silent.Count);
        return true;
    }

    public void Wait(TimeSpan atMost, List<Exchange> ended)
    {
        ended.AddRange(expired);
        expired.Clear();
        var until = Clock.Now + (atMost > TimeSpan.Zero ? atMost + Oversleep : TimeSpan.Zero);
        if (underWay.TryPeek(out _, out var first) && first < until)
        {
            until = first;
        }

        Time.Advance(until > Clock.Now ? until - Clock.Now : TimeSpan.Zero);
        while (underWay.TryPeek(out var exchange, out var end) && end <= Clock.Now)
        {
            underWay.Dequeue();
            exchange.Ended = Clock.Now;
            free.Push(exchange.Ended);
            ended.Add(exchange);
        }
    }

    public void Expire(TimeSpan now)
    {
        foreach (var exchange in silent.Where(one => one.Deadline <= now).ToList())
        {
            silent.Remove(exchange);
            (exchange.Ended, exchange.Trouble) = (now, "no answer");
            free.Push(now);
            expired.Add(exchange);
        }
    }

    public void Dispose()
    {
        // There is nothing to give back.
    }
}

using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Probing;

/// <summary>Probes some targets in one loop on one thread. What was due longer ago than may be is not sent: by then it would show another moment than it should.</summary>
internal sealed class ProbeLoop
{
    // Often enough for the end and for limits, too seldom to be felt.
    static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    // For answers that are under way at the end, and to the requests before the beginning.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly Dictionary<Exchange, (ProbedTarget Target, string Phase)> underWay = [];
    readonly Queue<Exchange> waiting = new();
    readonly List<Exchange> ended = [];
    readonly Stack<Exchange> exchanges = new();
    readonly ProbedTarget[] targets;
    readonly ITransport transport;
    readonly LoadClock clock;
    readonly TimeProvider time;
    readonly IProbeSink sink;
    DateTimeOffset start;
    TimeSpan turned;
    TimeSpan stoodStill = TimeSpan.MinValue;

    /// <summary>Makes a loop that has not begun.</summary>
    public ProbeLoop(ProbedTarget[] targets, ITransport transport, LoadClock clock, TimeProvider time, IProbeSink sink) =>
        (this.targets, this.transport, this.clock, this.time, this.sink) = (targets, transport, clock, time, sink);

    /// <summary>Probes until it is told to stop.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        GetReady(cancellationToken);
        clock.Start();
        (start, turned) = (time.GetUtcNow(), clock.Now);
        while (!cancellationToken.IsCancellationRequested)
        {
            Turn(isSending: true);
        }

        for (var until = clock.Now + Patience; underWay.Count > 0 && clock.Now < until;)
        {
            Turn(isSending: false);
        }

        foreach (var exchange in underWay.Keys.ToArray())
        {
            (exchange.Ended, exchange.Trouble) = (clock.Now, "the watching ended before its answer came");
            End(exchange, ProbeOutcome.Missed);
        }
    }

    // One request to each target that nobody counts: names are resolved by it and code is compiled, which would make the first probes late.
    void GetReady(CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            var exchange = new Exchange { Request = target.Request, Due = clock.Now, Deadline = clock.Now + Patience };
            if (transport.TryBegin(exchange))
            {
                underWay[exchange] = (target, "");
            }
        }

        for (var until = clock.Now + Patience + LongestWait; underWay.Count > 0 && clock.Now < until && !cancellationToken.IsCancellationRequested;)
        {
            transport.Expire(clock.Now);
            transport.Wait(LongestWait, ended);
            ended.ForEach(exchange => underWay.Remove(exchange));
            ended.Clear();
        }

        underWay.Clear();
    }

    void Turn(bool isSending)
    {
        var now = clock.Now;
        var next = now + LongestWait;
        foreach (var target in isSending ? targets : [])
        {
            Send(target, now);
            next = target.Next < next ? target.Next : next;
        }

        Begin(now);
        transport.Expire(now);
        transport.Wait(next - clock.Now, ended);
        Notice();
        // What was sent to get ready may end only now.
        foreach (var exchange in ended.Where(underWay.ContainsKey))
        {
            End(exchange, Outcome(exchange));
        }

        ended.Clear();
    }

    void Send(ProbedTarget target, TimeSpan now)
    {
        var (first, missed) = (target.Next, 0L);
        for (; target.Next < now - Probe.GreatestLag; target.Advance())
        {
            missed++;
        }

        if (missed > 0)
        {
            sink.Missed(target.Target.Name, start + first, now - first, missed);
        }

        for (; target.Next <= now; target.Advance())
        {
            var exchange = exchanges.TryPop(out var used) ? used : new Exchange();
            (exchange.Request, exchange.Trouble, exchange.Answer, exchange.Carrier, exchange.WasRepeated) = (target.Request, null, default, null, false);
            (exchange.Due, exchange.Noticed, exchange.Begun, exchange.Deadline) = (target.Next, now, now, target.Next + target.Target.Timeout);
            underWay[exchange] = (target, sink.Begun(target.Target.Name));
            waiting.Enqueue(exchange);
        }
    }

    void Begin(TimeSpan now)
    {
        while (waiting.TryPeek(out var exchange))
        {
            if (transport.TryBegin(exchange))
            {
                waiting.Dequeue();
            }
            else if (now - exchange.Due > Probe.GreatestLag)
            {
                waiting.Dequeue();
                (exchange.Begun, exchange.Ended, exchange.Trouble) = (now, now, "not sent: no connection was free");
                End(exchange, ProbeOutcome.Missed);
            }
            else
            {
                return;
            }
        }
    }

    void Notice()
    {
        var now = clock.Now;
        stoodStill = now - turned > LongestWait + Probe.GreatestLag ? now : stoodStill;
        turned = now;
    }

    // A failure that was found after the loop had stood still may be its own: the answer may have waited to be read.
    ProbeOutcome Outcome(Exchange exchange)
    {
        exchange.Trouble ??= exchange.Ended > exchange.Deadline ? FailureText.Late(exchange.Deadline - exchange.Due) : underWay[exchange].Target.Wrong(exchange.Answer);
        return exchange.Trouble is null ? ProbeOutcome.Good : stoodStill >= exchange.Due ? ProbeOutcome.Missed : ProbeOutcome.Failed;
    }

    void End(Exchange exchange, ProbeOutcome outcome)
    {
        underWay.Remove(exchange, out var about);
        sink.Ended(new Probe(
            about.Target.Target.Name, about.Phase, start + exchange.Due, outcome, exchange.Ended - exchange.Due, exchange.Begun - exchange.Due, exchange.Answer.Status, exchange.Trouble ?? ""));
        exchanges.Push(exchange);
    }
}

using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>One load while it runs, in one loop on one thread: who is due is let in, what is wished for is handed to the transport, and what has ended is
/// recorded and answered to its user. What finds no connection free waits, with its due time.</summary>
internal sealed class LoadEngine
{
    // Often enough for a signal and for limits, too seldom to be felt.
    static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    // An answer that comes later than its limit is too late however seldom this is looked at.
    static readonly TimeSpan ExpirySpacing = TimeSpan.FromMilliseconds(10);

    static readonly TimeSpan ProgressSpacing = TimeSpan.FromSeconds(1);

    readonly PriorityQueue<Visit, TimeSpan> pausing = new();
    readonly Queue<Exchange> waiting = new();
    readonly List<Exchange> ended = [];
    readonly Stack<Exchange> exchanges = new();
    readonly Stack<Visit> visits = new();
    readonly EarlyEnd earlyEnd = new();
    readonly EnginePlan plan;
    readonly IUserSource users;
    readonly ITransport transport;
    readonly LoadClock clock;
    readonly Recorder recorder;
    readonly Arrivals arrivals;
    Arrival next;
    TimeSpan expiry;
    bool hasNext;
    int underWay;

    /// <summary>Makes a load that has not begun.</summary>
    public LoadEngine(EnginePlan plan, IUserSource users, ITransport transport, LoadClock clock, Recorder recorder, Func<double> chance)
    {
        (this.plan, this.users, this.transport, this.clock, this.recorder) = (plan, users, transport, clock, recorder);
        arrivals = new Arrivals(plan.Phases, chance);
    }

    /// <summary>Why it ended early; null when it did not.</summary>
    public string? EndedEarly { get; private set; }

    /// <summary>Runs to the end of the last user's way.</summary>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public void Run(Action onProgress, CancellationToken cancellationToken)
    {
        transport.Open(plan.Target, plan.OpenedFirst);
        clock.Start();
        hasNext = arrivals.TryNext(out next);
        var progress = ProgressSpacing;
        while (hasNext || underWay > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = clock.Now;
            LetIn(now);
            WakeUp(now);
            Expire(now);
            Begin();
            if (now >= progress)
            {
                progress = now + ProgressSpacing;
                var second = recorder.EndSecond(now);
                if (earlyEnd.Sees(second.Ended, second.Failed) && plan.EndsEarly)
                {
                    EndedEarly = EarlyEnd.Reason;
                    return;
                }

                onProgress();
            }

            transport.Wait(Next(progress) - clock.Now, ended);
            foreach (var exchange in ended)
            {
                End(exchange);
            }

            ended.Clear();
        }

        recorder.EndSecond(clock.Now);
    }

    TimeSpan Next(TimeSpan progress)
    {
        var moment = clock.Now + LongestWait;
        moment = progress < moment ? progress : moment;
        moment = hasNext && next.Due < moment ? next.Due : moment;
        return pausing.TryPeek(out _, out var wakes) && wakes < moment ? wakes : moment;
    }

    void LetIn(TimeSpan now)
    {
        for (; hasNext && (plan.Closed ? PhaseStart(next.Phase) : next.Due) <= now; hasNext = arrivals.TryNext(out next))
        {
            var phase = plan.Phases[next.Phase];
            if (underWay >= phase.MostUsers)
            {
                recorder.TurnedAway();
                continue;
            }

            Arrive(plan.Closed ? PhaseStart(next.Phase) : next.Due, !phase.WarmUp, now);
        }
    }

    TimeSpan PhaseStart(int phase)
    {
        var start = TimeSpan.Zero;
        for (var i = 0; i < phase; i++)
        {
            start += plan.Phases[i].Length;
        }

        return start;
    }

    void Arrive(TimeSpan due, bool counts, TimeSpan now)
    {
        var visit = visits.TryPop(out var used) ? used : new Visit();
        (visit.User, visit.Due, visit.Counts, visit.HasFailed) = (users.Arrive(), due, counts, false);
        underWay++;
        if (counts)
        {
            recorder.Arrived();
        }

        Continue(visit, due, now);
    }

    void WakeUp(TimeSpan now)
    {
        while (pausing.TryPeek(out var visit, out var wakes) && wakes <= now)
        {
            pausing.Dequeue();
            Continue(visit, wakes, now);
        }
    }

    /// <summary>Does what a user wants.</summary>
    /// <param name="visit">The user.</param>
    /// <param name="due">From when on it was to be done.</param>
    /// <param name="now">The time.</param>
    void Continue(Visit visit, TimeSpan due, TimeSpan now)
    {
        var wish = visit.User.Next();
        if (wish.IsEnd)
        {
            Leave(visit, now);
        }
        else if (wish.Request is { } request)
        {
            var exchange = exchanges.TryPop(out var used) ? used : new Exchange();
            (exchange.Request, exchange.Visit, exchange.Trouble, exchange.Answer, exchange.Carrier, exchange.WasRepeated) = (request, visit, null, default, null, false);
            (exchange.Due, exchange.Noticed, exchange.Deadline) = (due, now, due + plan.Timeout);
            waiting.Enqueue(exchange);
            if (visit.Counts)
            {
                recorder.Due();
            }
        }
        else
        {
            pausing.Enqueue(visit, due + wish.Pause);
        }
    }

    void Leave(Visit visit, TimeSpan now)
    {
        underWay--;
        if (visit.Counts)
        {
            // One whose next request could not be made has not failed with an answer.
            if (!visit.HasFailed && visit.User.Failure is { } failure)
            {
                recorder.Broke(failure);
                visit.HasFailed = true;
            }

            recorder.Left(visit.User.Scenario, now - visit.Due, visit.HasFailed);
        }

        users.Leave(visit.User);
        visits.Push(visit);
        if (plan.Closed && now < arrivals.Length)
        {
            Arrive(now, Counts(now), now);
        }
    }

    // In a closed model who begins anew counts once the warm-up is over.
    bool Counts(TimeSpan now)
    {
        foreach (var phase in plan.Phases)
        {
            if (now < phase.Length)
            {
                return !phase.WarmUp;
            }

            now -= phase.Length;
        }

        return true;
    }

    void Begin()
    {
        while (waiting.TryPeek(out var exchange) && transport.TryBegin(exchange))
        {
            waiting.Dequeue();
        }
    }

    void Expire(TimeSpan now)
    {
        if (now < expiry)
        {
            return;
        }

        expiry = now + ExpirySpacing;
        transport.Expire(now);
        while (waiting.TryPeek(out var exchange) && exchange.Deadline <= now)
        {
            waiting.Dequeue();
            (exchange.Begun, exchange.FreeSince, exchange.Ended, exchange.Trouble) = (now, now, now, FailureText.Late(plan.Timeout));
            End(exchange);
        }
    }

    void End(Exchange exchange)
    {
        var visit = exchange.Visit;
        if (exchange.Trouble is null && exchange.ResponseTime > plan.Timeout)
        {
            exchange.Trouble = FailureText.Late(plan.Timeout);
        }

        if (exchange.Trouble is null)
        {
            visit.User.Answered(exchange.Answer);
        }
        else
        {
            visit.User.Lost();
        }

        var failure = exchange.Trouble ?? visit.User.Failure;
        visit.HasFailed |= failure is not null;
        if (visit.Counts)
        {
            recorder.Ended(exchange.Measured, failure);
        }

        var now = exchange.Ended;
        exchanges.Push(exchange);
        Continue(visit, now, clock.Now);
    }
}

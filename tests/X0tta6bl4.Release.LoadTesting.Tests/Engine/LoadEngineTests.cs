using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Engine;

/// <summary>Whole loads in computed time.</summary>
public sealed class LoadEngineTests
{
    static readonly OutgoingRequest Request = new() { Method = "GET", Url = new Uri("http://127.0.0.1/"), Step = 0 };

    readonly Recorder recorder = new(steps: 2, scenarios: 1);

    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Each_request_is_sent_when_it_is_due()
    {
        var server = SimulatedServer.Create(4, sent => sent + Millisecond);

        Run(server, Plan(10, 1));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 100.0), server.Sent.Select(sent => sent.TotalMilliseconds));
        Assert.Equal((10, 10, 0), (recorder.Sums().Due, recorder.Sums().All.Ended, recorder.Sums().All.Failed));
    }

    /// <summary>Of a server that answers within a millisecond and stands still for two seconds of every ten, a fifth of all requests waits, evenly from none to two seconds.</summary>
    [Theory]
    [InlineData(100, 1000)]
    [InlineData(1000, 50)]
    public void A_server_that_stalls_is_measured_as_its_users_feel_it(double rate, int connections)
    {
        var server = SimulatedServer.Create(connections, sent => AfterStall(sent) + Millisecond);

        Run(server, Plan(rate, 60));

        var response = recorder.Sums().All.Response;
        Assert.Equal(60 * rate, response.Count);
        Assert.Equal(1, response.At(50).TotalMilliseconds, tolerance: 1);
        Assert.Equal(1900, response.At(99).TotalMilliseconds, tolerance: 19);
        Assert.Equal(2000, response.Max.TotalMilliseconds, tolerance: 20);
        Assert.True(recorder.Sums().All.Lag.Max < TimeSpan.FromMilliseconds(1), $"the generator was {recorder.Sums().All.Lag.Max} late");
    }

    /// <summary>What a closed model makes of the same server: its users wait, and do not ask while they do.</summary>
    [Fact]
    public void A_closed_model_has_its_number_of_users_all_the_time_and_sees_a_stall_once_for_each()
    {
        var server = SimulatedServer.Create(1000, sent => AfterStall(sent) + TimeSpan.FromMilliseconds(10));

        Run(server, Plan(1, 20) with { Closed = true, Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(20), Count = 5 }] });

        var response = recorder.Sums().All.Response;
        Assert.Equal(5, server.MostAtOnce);
        Assert.InRange(response.Count, 7990, 8015);
        Assert.Equal(10, response.At(99).TotalMilliseconds, tolerance: 0.1);
        Assert.Equal(2010, response.Max.TotalMilliseconds, tolerance: 20);
    }

    [Fact]
    public void A_generator_that_is_too_slow_says_so()
    {
        var server = SimulatedServer.Create(4, sent => sent + Millisecond, oversleep: TimeSpan.FromMilliseconds(150));

        Run(server, Plan(10, 10));

        Assert.True(recorder.Sums().All.Lag.At(99) > TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void What_is_overdue_is_sent_at_once_and_its_lag_is_the_generators()
    {
        var server = SimulatedServer.Create(100, sent => sent + Millisecond, oversleep: TimeSpan.FromMilliseconds(800));

        Run(server, Plan(10, 1));

        // Due at 0, 100, … 900 ms; who slept from 0 to 820 and to 1,720 ms sends in three bursts.
        Assert.Equal(3, server.Sent.Distinct().Count());
        Assert.Equal(10, server.Requests);
    }

    [Fact]
    public void No_more_connections_are_used_than_allowed_and_waiting_for_one_is_no_lag()
    {
        var server = SimulatedServer.Create(3, sent => sent + TimeSpan.FromSeconds(1));

        Run(server, Plan(10, 1));

        Assert.Equal((10, 3), (server.Requests, server.MostAtOnce));
        Assert.Equal(TimeSpan.FromSeconds(3.1), recorder.Sums().All.Response.Max);
        Assert.Equal(TimeSpan.FromSeconds(1), recorder.Sums().All.Service.Max);
        Assert.Equal(TimeSpan.Zero, recorder.Sums().All.Lag.Max);
    }

    [Fact]
    public void The_limit_counts_from_when_a_request_was_due()
    {
        var server = SimulatedServer.Create(1, sent => sent + TimeSpan.FromMilliseconds(400));

        Run(server, Plan(10, 1) with { Timeout = TimeSpan.FromSeconds(1) });

        // One in 400 ms: the first is answered after 400 ms, the second after 700, the third after 1,000; the others wait too long.
        var sums = recorder.Sums();
        Assert.Equal((10, 3, 7), (sums.All.Ended, sums.All.Response.Count, sums.All.Failed));
        Assert.Equal("no answer within 1 s", sums.FirstFailure);
    }

    [Fact]
    public void Nobody_who_answers_is_a_failure_of_each_request_and_an_early_end()
    {
        var server = SimulatedServer.Create(1000, _ => null);

        var engine = Run(server, Plan(10, 600) with { Timeout = TimeSpan.FromSeconds(1), EndsEarly = true });

        Assert.Equal("at least 90 % of the requests failed for 5 s", engine.EndedEarly);
        Assert.InRange(server.Requests, 50, 80);
    }

    [Fact]
    public void A_service_that_fails_now_and_then_is_loaded_to_the_end()
    {
        var server = SimulatedServer.Create(1000, sent => sent + Millisecond, status: number => number % 3 == 0 ? 200 : 503);

        var engine = Run(server, Plan(10, 20) with { EndsEarly = true });

        Assert.Null(engine.EndedEarly);
        Assert.Equal((200, 134, 134), (server.Requests, recorder.Sums().All.Failed, recorder.Sums().Failures["503 Service Unavailable"]));
    }

    [Fact]
    public void Warm_up_is_sent_and_not_counted()
    {
        var server = SimulatedServer.Create(1000, sent => sent + Millisecond, status: number => number <= 5 ? 503 : 200);

        Run(server, Plan(10, 1) with { Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(0.5), From = 10, To = 10, WarmUp = true }, .. Plan(10, 1).Phases] });

        var sums = recorder.Sums();
        Assert.Equal((15, 10, 10, 0), (server.Requests, sums.Due, sums.All.Ended, sums.All.Failed));
    }

    [Fact]
    public void Who_comes_while_too_many_are_under_way_is_turned_away_and_counted()
    {
        var server = SimulatedServer.Create(1000, sent => sent + TimeSpan.FromSeconds(1));

        Run(server, Plan(10, 2) with { Phases = [Plan(10, 2).Phases[0] with { MostUsers = 4 }] });

        Assert.Equal((8, 12), (server.Requests, recorder.Sums().TurnedAway));
    }

    [Fact]
    public void A_user_with_several_requests_and_pauses_is_timed_request_by_request()
    {
        var server = SimulatedServer.Create(10, sent => sent + TimeSpan.FromMilliseconds(20));
        var second = new OutgoingRequest { Method = "GET", Url = Request.Url, Step = 1 };

        Run(server, Plan(1, 1), new Tour([new(Request, default), new(null, TimeSpan.FromSeconds(2)), new(second, default), new(second, default)]));

        Assert.Equal([0, 2020, 2040], server.Sent.Select(sent => sent.TotalMilliseconds));
        Assert.Equal((1, 2), (recorder.Of(0).Ended, recorder.Of(1).Ended));
        Assert.Equal(TimeSpan.FromMilliseconds(2060), recorder.Visits(0).Max);
    }

    [Fact]
    public void A_user_without_an_answer_goes_as_far_as_it_wants_to()
    {
        var server = SimulatedServer.Create(10, _ => null);
        var tour = new Tour([new(Request, default), new(Request, default)]);

        Run(server, Plan(1, 1) with { Timeout = TimeSpan.FromSeconds(1) }, tour);

        Assert.Equal((2, 1, 1), (tour.WasLost, recorder.Sums().Left, recorder.Sums().LeftFailed));
    }

    [Fact]
    public void Seconds_of_a_load_are_told_one_by_one()
    {
        var server = SimulatedServer.Create(10, sent => sent + Millisecond);
        var told = new List<long>();

        Run(server, Plan(10, 3.5), onProgress: () => told.Add(recorder.Sums().Due));

        Assert.Equal(3, told.Count);
        Assert.All(told.Index(), one => Assert.InRange(one.Item, (10 * (one.Index + 1)) - 1, (10 * (one.Index + 1)) + 2));
        Assert.All(recorder.Timeline.SkipLast(1), second => Assert.InRange(second.Ended, 9, 12));
        Assert.Equal(35, recorder.Timeline.Sum(second => second.Ended));
    }

    [Fact]
    public void Cancellation_ends_a_load_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        var server = SimulatedServer.Create(10, sent =>
        {
            cancelled.Cancel();
            return sent + TimeSpan.FromHours(1);
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Run(server, Plan(1, 1), cancellationToken: cancelled.Token));
    }

    static TimeSpan AfterStall(TimeSpan sent) => sent.TotalSeconds % 10 >= 8 ? TimeSpan.FromSeconds(10 * (Math.Floor(sent.TotalSeconds / 10) + 1)) : sent;

    static EnginePlan Plan(double rate, double seconds) => new()
    {
        Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(seconds), From = rate, To = rate }],
        Timeout = TimeSpan.FromSeconds(10),
        Target = Request.Url,
        OpenedFirst = 0,
    };

    LoadEngine Run(SimulatedServer server, EnginePlan plan, IUserSource? users = null, Action? onProgress = null, CancellationToken? cancellationToken = null)
    {
        var engine = new LoadEngine(plan, users ?? new SameRequest(Request, 200), server, server.Clock, recorder, () => 0.5);
        engine.Run(onProgress ?? (() => { }), cancellationToken ?? TestContext.Current.CancellationToken);
        return engine;
    }

    /// <summary>One user, whose wishes are known.</summary>
    sealed class Tour(Wish[] wishes) : IUserSource, IVirtualUser
    {
        int next;

        public int WasLost { get; private set; }

        public int Scenario => 0;

        public string? Failure => null;

        public IVirtualUser Arrive() => this;

        public void Leave(IVirtualUser user)
        {
            // It does not come again.
        }

        public Wish Next() => next < wishes.Length ? wishes[next++] : Wish.End;

        public void Answered(Answer answer)
        {
            // It takes any answer.
        }

        public void Lost() => WasLost++;
    }
}

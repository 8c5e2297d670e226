using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Transport;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>An order, ready to run.</summary>
internal sealed class OrderedLoad
{
    const string UserAgent = "x0tta6bl4-release";

    readonly LoadClock clock;
    readonly int connections;
    readonly Func<double> chance;
    readonly Func<IUserSource> users;

    OrderedLoad(LoadOrder order, TimeProvider time, Func<double> chance, Func<IUserSource> users)
    {
        clock = new LoadClock(time);
        connections = order.Connections;
        (this.chance, this.users) = (chance, users);
    }

    /// <summary>The load.</summary>
    public required EnginePlan Plan { get; init; }

    /// <summary>Names of the requests.</summary>
    public required ImmutableArray<string> Steps { get; init; }

    /// <summary>Names of the scenarios.</summary>
    public required ImmutableArray<string> Scenarios { get; init; }

    /// <summary>Makes it of an order.</summary>
    /// <exception cref="JsonException">The order asks for nothing.</exception>
    public static OrderedLoad Of(LoadOrder order, TimeProvider time, Func<double> chance)
    {
        var same = order.Same ?? throw new JsonException("it asks for nothing");
        var request = Request(same);
        return new OrderedLoad(order, time, chance, () => new SameRequest(request, same.Status))
        {
            Plan = new EnginePlan
            {
                Phases = [.. Phases(same)],
                Timeout = same.Timeout,
                Target = same.Url,
                OpenedFirst = (int)Math.Ceiling(same.RatePerSecond / 20),
                EndsEarly = order.EndsEarly,
            },
            Steps = [$"{same.Method} {same.Url.AbsolutePath}"],
            Scenarios = [$"{same.Method} {same.Url.AbsolutePath}"],
        };
    }

    /// <summary>Runs to the end of the last user's way, on this thread.</summary>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public LoadReport Run(Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        var recorder = new Recorder(Steps.Length, Scenarios.Length);
        using var transport = Transports.For([Plan.Target], clock, Plan.Timeout, connections);
        var engine = new LoadEngine(Plan, users(), transport, clock, recorder, chance);
        var length = Plan.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Length);
        var warmUp = Plan.Phases.TakeWhile(phase => phase.WarmUp).Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Length);
        engine.Run(
            () =>
            {
                var sums = recorder.Sums();
                onProgress(new LoadProgress(clock.Now, length, LoadReporting.Figures(sums.All, sums.Due, clock.Now - warmUp), recorder.Timeline is [.., var last] ? last : null, sums.FirstFailure));
            },
            cancellationToken);
        return LoadReporting.Of(recorder, Plan, connections, clock.Now - warmUp, Steps, Scenarios, engine.EndedEarly);
    }

    static IEnumerable<ArrivalPhase> Phases(SameRequestOrder order)
    {
        if (order.WarmUp > TimeSpan.Zero)
        {
            yield return new ArrivalPhase { Length = order.WarmUp, From = order.RatePerSecond, To = order.RatePerSecond, WarmUp = true };
        }

        yield return new ArrivalPhase { Length = order.Duration, From = order.RatePerSecond, To = order.RatePerSecond };
    }

    /// <summary>The request: what the order does not say itself (User-Agent, the type of its body) has a default.</summary>
    static OutgoingRequest Request(SameRequestOrder order)
    {
        var headers = order.Headers.ToList();
        Default("User-Agent", UserAgent);
        if (order.Body is not null)
        {
            Default("Content-Type", "application/json");
        }

        return new OutgoingRequest { Method = order.Method, Url = order.Url, Headers = [.. headers], Body = order.Body is { } text ? Encoding.UTF8.GetBytes(text) : null, Step = 0 };

        void Default(string name, string value)
        {
            if (!headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(new(name, value));
            }
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Scripts;
using X0tta6bl4.Release.LoadTesting.Transport;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting;

#pragma warning disable RS0030, CA5394 // Chance is handed in, and nothing that it chooses is a secret.
/// <summary>An order, ready to run.</summary>
internal sealed record OrderedLoad
{
    readonly LoadClock clock;
    readonly LoadOrder order;
    readonly Func<double> chance;

    OrderedLoad(LoadOrder order, TimeProvider time, Func<double> chance) => (clock, this.order, this.chance) = (new LoadClock(time), order, chance);

    /// <summary>The load.</summary>
    public required EnginePlan Plan { get; init; }

    /// <summary>True for .NET's client, as https needs it; false for sockets of our own.</summary>
    public required bool IsGeneral { get; init; }

    /// <summary>Who comes.</summary>
    public required IUserSource Users { get; init; }

    /// <summary>Names of the requests.</summary>
    public required ImmutableArray<string> Steps { get; init; }

    /// <summary>Names of the scenarios.</summary>
    public required ImmutableArray<string> Scenarios { get; init; }

    /// <summary>Who goes before all others; null for nobody. Its requests are not counted, and without it there is no load.</summary>
    public VirtualUser? Before { get; init; }

    /// <summary>Who goes after all others; null for nobody. Its requests are not counted.</summary>
    public VirtualUser? After { get; init; }

    /// <summary>Makes it of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Chance.</param>
    /// <exception cref="JsonException">The order asks for nothing, or its script cannot be read.</exception>
    public static OrderedLoad Of(LoadOrder order, TimeProvider time, Random random) =>
        order.Same is { } same ? Of(order, same, time, random.NextDouble)
        : order.Script is { } script ? Of(order, script.Read(), time, random)
        : throw new JsonException("it asks for nothing");

    /// <summary>Runs to the end of the last user's way, on this thread.</summary>
    /// <param name="onProgress">Called about once a second.</param>
    /// <param name="cancellationToken">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="LoadTroubleException">Who goes before all others has failed.</exception>
    public LoadReport Run(Action<LoadProgress> onProgress, CancellationToken cancellationToken)
    {
        using var transport = Transports.For(IsGeneral, clock, Plan.Timeout, order.Connections);
        if (Alone(Before, transport, cancellationToken) is { } failure)
        {
            throw new LoadTroubleException($"the flow before all others failed: {failure}");
        }

        var recorder = new Recorder(Steps.Length, Scenarios.Length);
        var engine = new LoadEngine(Plan, Users, transport, clock, recorder, chance);
        var length = Plan.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Length);
        var warmUp = Plan.Phases.TakeWhile(phase => phase.WarmUp).Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Length);
        engine.Run(
            () =>
            {
                var sums = recorder.Sums();
                onProgress(new LoadProgress(clock.Now, length, LoadReporting.Figures(sums.All, sums.Due, clock.Now - warmUp), recorder.Timeline is [.., var last] ? last : null, sums.FirstFailure));
            },
            cancellationToken);
        var report = LoadReporting.Of(recorder, Plan.Target, order.Connections, clock.Now - warmUp, Steps, Scenarios, engine.EndedEarly);
        return Alone(After, transport, cancellationToken) is { } late ? report with { AfterFailed = late } : report;
    }

    static OrderedLoad Of(LoadOrder order, SameRequestOrder same, TimeProvider time, Func<double> chance) => new(order, time, chance)
    {
        Plan = new EnginePlan { Phases = [.. same.Phases()], Timeout = same.Timeout, Target = same.Url, OpenedFirst = (int)Math.Ceiling(same.RatePerSecond / 20), EndsEarly = order.EndsEarly },
        IsGeneral = same.Url.Scheme != Uri.UriSchemeHttp,
        Users = new SameRequest(same.Request(), same.Status),
        Steps = [$"{same.Method} {same.Url.AbsolutePath}"],
        Scenarios = [$"{same.Method} {same.Url.AbsolutePath}"],
    };

    static OrderedLoad Of(LoadOrder order, LoadScript script, TimeProvider time, Random random)
    {
        var run = new ScriptRun(script, random);
        return new OrderedLoad(order, time, random.NextDouble)
        {
            Plan = new EnginePlan { Phases = ScriptPhases.Of(script), Timeout = script.Timeout, Target = script.Target, OpenedFirst = (int)Math.Ceiling(ScriptPhases.PeakRate(script) / 20), EndsEarly = order.EndsEarly },
            IsGeneral = script.SpeaksTls,
            Users = new ScriptUsers(run),
            Steps = [.. run.StepNames.Select(step => $"{step.Scenario}: {step.Request}")],
            Scenarios = run.ScenarioNames,
            Before = run.BeforeUser(),
            After = run.AfterUser(),
        };
    }

    /// <summary>Lets one user go its way; tells why it failed.</summary>
    string? Alone(VirtualUser? user, ITransport transport, CancellationToken cancellationToken)
    {
        if (user is null)
        {
            return null;
        }

        var plan = Plan with { Phases = [new ArrivalPhase { Length = TimeSpan.FromSeconds(1), Count = 1, WarmUp = true }], OpenedFirst = 0, EndsEarly = false, Closed = false };
        new LoadEngine(plan, new OneUser(user), transport, clock, new Recorder(Steps.Length, 0), chance).Run(() => { }, cancellationToken);
        return user.HasFailed ? user.Failure ?? "there was no answer" : null;
    }
}
#pragma warning restore RS0030, CA5394

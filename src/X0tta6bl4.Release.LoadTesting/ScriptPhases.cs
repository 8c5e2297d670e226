using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Engine;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>The phases of a script as the engine takes them. Pure.</summary>
internal static class ScriptPhases
{
    /// <summary>The phases, in their order.</summary>
    public static ImmutableArray<ArrivalPhase> Of(LoadScript script) =>
    [
        .. script.Phases.Select(phase => new ArrivalPhase
        {
            Length = phase.Duration,
            From = phase.From,
            To = phase.To,
            Count = phase.Count,
            Poisson = phase.Poisson,
            MostUsers = phase.MostUsers,
        }),
    ];

    /// <summary>The same script in another time: rates stay, every phase is shorter or longer by the same factor, and so is a number of users.</summary>
    public static LoadScript Within(LoadScript script, TimeSpan duration)
    {
        var factor = duration / Length(script);
        return script with { Phases = [.. script.Phases.Select(phase => phase with { Duration = phase.Duration * factor, Count = phase.Count is { } count ? Math.Max(1, (int)Math.Round(count * factor)) : null })] };
    }

    /// <summary>Time until nobody comes any more, from the beginning.</summary>
    public static TimeSpan Length(LoadScript script) => script.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Duration);

    /// <summary>The greatest number of users a second.</summary>
    public static double PeakRate(LoadScript script) =>
        script.Phases.Max(phase => phase.Count is { } count ? count / phase.Duration.TotalSeconds : Math.Max(phase.From, phase.To));
}

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

    /// <summary>The greatest number of users a second.</summary>
    public static double PeakRate(LoadScript script) =>
        script.Phases.Max(phase => phase.Count is { } count ? count / phase.Duration.TotalSeconds : Math.Max(phase.From, phase.To));
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>A wave of the runbook with those of its placements that a release is about.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Number">Position among the waves that have any, from 1.</param>
/// <param name="Placements">The placements, in the wave's order; at least one.</param>
/// <param name="Soak">Time to wait afterwards.</param>
sealed record PlacedWave(string Stage, int Number, ImmutableArray<Placement> Placements, TimeSpan Soak)
{
    /// <summary>The waves of a stage.</summary>
    public static IEnumerable<PlacedWave> Of(Stage stage, ReleaseScope scope) =>
        stage.Waves.Select(wave => (wave.Soak, Placements: wave.Placements.Select(name => scope.Placements.FirstOrDefault(p => p.Name == name)).OfType<Placement>().ToImmutableArray()))
            .Where(wave => !wave.Placements.IsEmpty)
            .Select((wave, index) => new PlacedWave(stage.Name, index + 1, wave.Placements, scope.Estate.Overrides.Soak ?? wave.Soak));

    /// <summary>Identifier of a placement's lane, to which its steps' identifiers are added.</summary>
    public string LaneOf(Placement placement) => $"{Stage}/{Number}/{placement.Name}";

    /// <summary>Identifier of the step that updates a placement.</summary>
    public string UpdateOf(Placement placement) => $"{LaneOf(placement)}/update";
}

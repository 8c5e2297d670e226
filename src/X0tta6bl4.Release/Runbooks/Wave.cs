using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>Placements of a stage that change together.</summary>
/// <param name="Placements">Names <c>COMPONENT@CLUSTER</c>; at least one.</param>
/// <param name="Soak">Time to wait after the wave before the next begins; zero or more.</param>
public sealed record Wave(ImmutableArray<string> Placements, TimeSpan Soak);

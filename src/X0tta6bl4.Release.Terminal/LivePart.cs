using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Terminal;

/// <summary>What one row is about: a lane of the running wave, or one change that is taken back.</summary>
/// <param name="Name">The placement, <c>COMPONENT@CLUSTER</c>, or what else it is about.</param>
/// <param name="Steps">Its steps in order.</param>
sealed record LivePart(string Name, ImmutableArray<Step> Steps);

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>What proves that a release is good, in this order.</summary>
/// <param name="Calls">Functional calls, side by side.</param>
/// <param name="Loads">Load tests, one after the other.</param>
/// <param name="Gates">Names of gates, asked side by side.</param>
public sealed record Validation(ImmutableArray<HealthCheck> Calls, ImmutableArray<LoadTest> Loads, ImmutableArray<string> Gates)
{
    /// <summary>Load scripts, one after the other, after <see cref="Loads"/>.</summary>
    public ImmutableArray<ScriptedLoadTest> Scripts { get; init; } = [];
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What some of the virtual users do.</summary>
public sealed record Scenario
{
    /// <summary>The scenario's name; <c>scenario N</c>, counted from 1, when the script gives none.</summary>
    public required string Name { get; init; }

    /// <summary>Its share among the weights of all scenarios, 0 to 1,000,000. Default 1.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>What a user does, in order.</summary>
    internal ImmutableArray<FlowStep> Flow { get; init; } = [];
}

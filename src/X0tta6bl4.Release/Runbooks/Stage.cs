using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>One NUKE target of the runbook.</summary>
public sealed record Stage
{
    /// <summary>The target's name, for example <c>UpdateGateway</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Limit for the stage. Stages that name each other in <see cref="SharesBudgetWith"/> have one limit together.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>The stage whose budget this one shares; null for a budget of its own.</summary>
    public string? SharesBudgetWith { get; init; }

    /// <summary>Role that answers for the stage, for example <c>devops-engineer</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>What a human does in this stage; null when the build does it.</summary>
    public string? ByHand { get; init; }

    /// <summary>Where new versions run on trial in this stage; null for any other stage.</summary>
    public StagingArea? Staging { get; init; }

    /// <summary>Charts that the stage upgrades, one after the other.</summary>
    public ImmutableArray<string> Charts { get; init; } = [];

    /// <summary>What the stage proves; null for any other stage.</summary>
    public Validation? Validation { get; init; }

    /// <summary>Names of gates that are asked again and again beside the steps of the stage, and stop it as soon as one of them fails.</summary>
    public ImmutableArray<string> Guards { get; init; } = [];

    /// <summary>Waves in order; empty for a stage that changes nothing.</summary>
    public ImmutableArray<Wave> Waves { get; init; } = [];
}

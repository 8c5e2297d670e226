using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <summary>One stage of a plan.</summary>
public sealed record PlannedStage
{
    /// <summary>The target's name.</summary>
    public required string Name { get; init; }

    /// <summary>Limit for the stage.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>The stage whose budget this one shares; null for one of its own.</summary>
    public string? SharesBudgetWith { get; init; }

    /// <summary>Role that answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What a human does in this stage; null when the build does it.</summary>
    public string? ByHand { get; init; }

    /// <summary>Waves in order.</summary>
    public ImmutableArray<PlannedWave> Waves { get; init; } = [];

    /// <summary>What is watched beside the steps and may stop them; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Step.WatchGate>? Guards { get; init; }

    /// <summary>The same; empty for nothing.</summary>
    [JsonIgnore]
    public ImmutableArray<Step.WatchGate> Watches => Guards ?? [];

    /// <summary>Every step, in order; what is watched beside them is not among them.</summary>
    [JsonIgnore]
    public IEnumerable<Step> Steps => Waves.SelectMany(wave => wave.Lanes).SelectMany(lane => lane.Steps);

    /// <summary>True when a step of the stage changes the estate.</summary>
    [JsonIgnore]
    public bool Changes => Steps.Any(step => step.Changes);
}

/// <summary>Lanes that run side by side; the next wave begins after the soak.</summary>
/// <param name="Number">Position in the stage, from 1.</param>
/// <param name="Lanes">Lanes; each is independent of the others.</param>
/// <param name="Soak">Time to wait afterwards; zero or more.</param>
public sealed record PlannedWave(int Number, ImmutableArray<PlannedLane> Lanes, TimeSpan Soak);

/// <summary>Steps that follow one another, all about one placement (or one image).</summary>
/// <param name="Name">The placement, <c>COMPONENT@CLUSTER</c>, or what else it is about.</param>
/// <param name="Steps">Steps in order.</param>
public sealed record PlannedLane(string Name, ImmutableArray<Step> Steps);

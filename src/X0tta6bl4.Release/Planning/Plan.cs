using System.Collections.Immutable;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>What a release will do, as data; immutable. Equal plans have equal fingerprints, see <see cref="PlanFingerprint"/>.</summary>
public sealed record Plan
{
    /// <summary>Version of this record's shape; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the estate.</summary>
    public required string Estate { get; init; }

    /// <summary>Version to release.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of what was asked for: runbook, estate, version, digests, components, clusters. A rerun with the same intent attaches to the same release.</summary>
    public required string Intent { get; init; }

    /// <summary>Limit for the whole release.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Components that were chosen; empty when all of the estate's are released.</summary>
    public ImmutableArray<string> Components { get; init; } = [];

    /// <summary>Clusters that were left out.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>What is released.</summary>
    public required ImmutableArray<PlannedImage> Images { get; init; }

    /// <summary>Stages in order.</summary>
    public required ImmutableArray<PlannedStage> Stages { get; init; }

    /// <summary>What an operator must know before starting: version skew, budgets that do not add up, stages done by hand.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>True when steps of this plan have no way back, as its notes say, and that was accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AcceptsNoWayBack { get; init; }

    // Plans that were written before these two were part of them are read without them.

    /// <summary>What gates would ask, were there measurements: reported as not measured.</summary>
    public ImmutableArray<string> Unmeasured { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What people do after the release.</summary>
    public ImmutableArray<string> Afterwards { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How public endpoints are watched from before the first change until after the last; null when nobody watches.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AvailabilityProbe>? Availability { get; init; }

    /// <summary>The same; empty when nobody watches.</summary>
    [JsonIgnore]
    public ImmutableArray<AvailabilityProbe> Probes => Availability ?? [];

    /// <summary>Greatest share of errors that guards allow in place of their own, 0.05 for 5 %; null when theirs counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ErrorThreshold { get; init; }

    /// <summary>Every step, in order.</summary>
    [JsonIgnore]
    public IEnumerable<Step> Steps => Stages.SelectMany(stage => stage.Steps);

    /// <summary>The steps that update workloads.</summary>
    [JsonIgnore]
    public IEnumerable<Step.UpdateWorkload> Updates => Steps.OfType<Step.UpdateWorkload>();

    /// <summary>What the release brings to a version, placements and charts, in order.</summary>
    [JsonIgnore]
    public IEnumerable<LiveChange> LiveChanges => Steps.Select(LiveChange.Of).OfType<LiveChange>();

    /// <summary>The stages that must be done before the release is: all that change something live, and what proves it.</summary>
    [JsonIgnore]
    public IEnumerable<PlannedStage> LiveStages => Stages.Where(stage => stage.Waves.Length > 0 && stage != Stages[0] && !stage.Steps.Any(step => step.Temporary));
}

/// <summary>One component's image with its digest resolved.</summary>
/// <param name="Component">The component.</param>
/// <param name="Image">Image name with tag and digest.</param>
/// <param name="Platforms">Platforms the registry has it for.</param>
public sealed record PlannedImage(string Component, string Image, ImmutableArray<string> Platforms);

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Parameters;

/// <summary>A request whose every value has been checked as far as that goes without the runbook.</summary>
public sealed record ReleaseParameters
{
    /// <summary>Repository root, an absolute path.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Folder that keeps one folder for each release, an absolute path.</summary>
    public required string ArtifactsDirectory { get; init; }

    /// <summary>The version to release; null for targets that need none (Rollback, Status, Report).</summary>
    public ReleaseVersion? Version { get; init; }

    /// <summary>The estate's name in the runbook.</summary>
    public required string Estate { get; init; }

    /// <summary>Components asked for; empty means all.</summary>
    public ImmutableArray<string> Components { get; init; } = [];

    /// <summary>Clusters left out.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>What follows a failed stage.</summary>
    public FailurePolicy OnFailure { get; init; }

    /// <summary>What a first signal does.</summary>
    public SignalPolicy OnSignal { get; init; }

    /// <summary>Greatest share of errors that guards allow, 0 to 1; null when their own limits count.</summary>
    public double? ErrorThreshold { get; init; }

    /// <summary>How long a release is to be watched, above zero; null when that was not said.</summary>
    public TimeSpan? WatchFor { get; init; }

    /// <summary>True when steps whose undo would fail are made all the same.</summary>
    public bool AcceptsNoWayBack { get; init; }

    /// <summary>Absolute path of a plan that this run must match; null when none was given.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Identifier of the release to attach to; null to find it.</summary>
    public string? ReleaseId { get; init; }

    /// <summary>Absolute path of the runbook.</summary>
    public required string RunbookFile { get; init; }

    /// <summary>Absolute path of the kubeconfig as given; null when the estate's own or the default applies.</summary>
    public string? Kubeconfig { get; init; }
}

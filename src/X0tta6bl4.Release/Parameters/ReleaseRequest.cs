using System.Collections.Immutable;

namespace X0tta6bl4.Release.Parameters;

/// <summary>What the operator asked for, as written: no value has been looked at yet.</summary>
public sealed record ReleaseRequest
{
    /// <summary>Repository root; runbook, artefacts and the sandbox's state are found from here. An absolute path.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Folder that keeps one folder for each release, an absolute path.</summary>
    public required string ArtifactsDirectory { get; init; }

    /// <summary><c>--version</c>; null when not given.</summary>
    public string? Version { get; init; }

    /// <summary><c>--estate</c>, from the command line, the environment or <c>.nuke/parameters.json</c>; null when nowhere.</summary>
    public string? Estate { get; init; }

    /// <summary>True when the command line or the environment named the estate, not only <c>.nuke/parameters.json</c>.</summary>
    public bool EstateGiven { get; init; }

    /// <summary>True on a GitHub Actions or GitLab runner, where the estate must be given.</summary>
    public bool OnServer { get; init; }

    /// <summary><c>--component</c>; empty means all.</summary>
    public ImmutableArray<string> Components { get; init; } = [];

    /// <summary><c>--without</c>: clusters to leave out.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary><c>--on-failure</c>; null means rollback.</summary>
    public string? OnFailure { get; init; }

    /// <summary><c>--on-signal</c>; null means stop.</summary>
    public string? OnSignal { get; init; }

    /// <summary><c>--error-threshold</c>, in percent; null when the runbook's own limits count.</summary>
    public string? ErrorThreshold { get; init; }

    /// <summary><c>--for</c>; null means 48 hours, or the end of the watch that goes on.</summary>
    public string? For { get; init; }

    /// <summary><c>--accept-no-way-back</c>.</summary>
    public bool AcceptNoWayBack { get; init; }

    /// <summary><c>--plan-file</c>: a plan that this run must match.</summary>
    public string? PlanFile { get; init; }

    /// <summary><c>--release-id</c>: a release to attach to.</summary>
    public string? ReleaseId { get; init; }

    /// <summary><c>--runbook</c>; null means <c>build/runbook.yaml</c> below the root.</summary>
    public string? Runbook { get; init; }

    /// <summary><c>--kubeconfig</c>; null means the environment's <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public string? Kubeconfig { get; init; }
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Helm;

/// <summary>Which helm to run, and how its clusters are reached.</summary>
public sealed record HelmOptions
{
    /// <summary>The program and its leading arguments. Default <c>helm</c>, looked up in PATH.</summary>
    public ImmutableArray<string> Program { get; init; } = ["helm"];

    /// <summary>Path of the kubeconfig.</summary>
    public required string Kubeconfig { get; init; }

    /// <summary>Contexts of the kubeconfig by the clusters' names in the runbook.</summary>
    public required ImmutableDictionary<string, string> Contexts { get; init; }

    /// <summary>Limit for a command that only reads. Default 60 seconds.</summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much longer than its own timeout a changing command may take. Default 30 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>All that one release touches.</summary>
public sealed record Estate
{
    /// <summary>Name that <c>--estate</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>True for the estate that this build starts itself, in a process on loopback; its addresses come from that process.</summary>
    public bool Embedded { get; init; }

    /// <summary>Clusters in lock order; the one with role primary holds the journal's copy.</summary>
    public required ImmutableArray<ClusterEntry> Clusters { get; init; }

    /// <summary>Where images are checked and pulled from. Null only for an embedded estate.</summary>
    public RegistryEntry? Registry { get; init; }

    /// <summary>Public endpoints by name, as absolute URLs. Empty for an embedded estate.</summary>
    public ImmutableSortedDictionary<string, Uri> Endpoints { get; init; } = ImmutableSortedDictionary<string, Uri>.Empty;

    /// <summary>An address outside the estate that is asked beside the public endpoints: when it fails, too, a failed probe proves nothing. Null for none; an
    /// embedded estate takes its registry, which no release changes.</summary>
    public Uri? Control { get; init; }

    /// <summary>Least Kubernetes version of each cluster, for example <c>1.28</c>. Default 1.28.</summary>
    public required Version KubernetesAtLeast { get; init; }

    /// <summary>Environment variable with the URL of a Slack incoming webhook, to which notices go; null when nobody is told. An embedded estate uses its own sink instead.</summary>
    public string? SlackUrlVariable { get; init; }

    /// <summary>Where and for how long the estate's clusters keep the lock and the copies of journals.</summary>
    public EstateState State { get; init; } = new();

    /// <summary>Settings that replace the stages' and checks' own on this estate.</summary>
    public EstateOverrides Overrides { get; init; } = new();
}

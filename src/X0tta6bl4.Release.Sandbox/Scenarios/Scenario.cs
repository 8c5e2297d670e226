using System.Collections.Immutable;
using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>Faults to be injected, by name.</summary>
/// <param name="Name">The name that selects it.</param>
/// <param name="Description">What goes wrong, in one line.</param>
internal sealed record Scenario(string Name, string Description)
{
    /// <summary>Images that are absent or behave in another way; the first that matches counts.</summary>
    public ImmutableArray<ImageRule> Images { get; init; } = [];

    /// <summary>Repositories whose installed image the registry does not have any more. Nodes still have it.</summary>
    public ImmutableArray<string> LostImages { get; init; } = [];

    /// <summary>What happens to newer pods of one component, or null.</summary>
    public PodFault? Fault { get; init; }

    /// <summary>Faults of the Kubernetes API itself, or null.</summary>
    public ApiFaults? Api { get; init; }

    /// <summary>Components whose integration tests fail.</summary>
    public ImmutableArray<string> FailingTests { get; init; } = [];

    /// <summary>True when Prometheus does not answer.</summary>
    public bool IsPrometheusDown { get; init; }

    /// <summary>How the Slack sink fails.</summary>
    public SlackFault Slack { get; init; }

    /// <summary>What SelfSubjectAccessReview denies, as <c>verb resource</c>.</summary>
    public ImmutableArray<string> Denied { get; init; } = [];

    /// <summary>Plurals of kinds of which admission lets nobody make an object, whatever their rights.</summary>
    public ImmutableArray<string> Refused { get; init; } = [];
}

/// <summary>What a scenario does to the images of one repository that are newer than the installed version.</summary>
/// <param name="Repository">The repository it is about.</param>
/// <param name="Cluster">The only cluster it is about, or null for all.</param>
/// <param name="Mode">How the image behaves; null means that the registry does not have it.</param>
internal sealed record ImageRule(string Repository, string? Cluster, ImageMode? Mode);

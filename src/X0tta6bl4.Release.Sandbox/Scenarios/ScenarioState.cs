using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>The scenario that is being played, and the versions to which none applies.</summary>
internal sealed class ScenarioState(Scenario initial, string installed)
{
    volatile Scenario current = initial;

    /// <summary>The version that the estate was installed with.</summary>
    public string Installed { get; } = installed;

    public Scenario Current
    {
        get => current;
        set => current = value;
    }

    public bool IsMissing(Image image) => Rule(image, null) is { Mode: null };

    /// <summary>Whether the registry lacks an image that nodes have.</summary>
    public bool IsLost(Image image) => image.Tag == Installed && Current.LostImages.Contains(image.Repository);

    public ImageMode ModeOf(Image image, string cluster) => Rule(image, cluster)?.Mode ?? image.Mode;

    /// <summary>What happens on that cluster to a container with that image, or null.</summary>
    public PodFault? FaultOf(string image, string cluster) =>
        Current.Fault is { } fault && (fault.Cluster ?? cluster) == cluster
            && ImageReference.Parse(image) is { Tag: { } tag } reference && reference.Repository == fault.Repository && IsNewer(reference.Repository, tag) ? fault : null;

    ImageRule? Rule(Image image, string? cluster) => !IsNewer(image.Repository, image.Tag)
        ? null
        : Current.Images.FirstOrDefault(r => r.Repository == image.Repository && (r.Cluster is null || r.Cluster == cluster));

    /// <summary>Whether an image is of a later version than the one that the estate was installed with: a chart's, or its own.</summary>
    bool IsNewer(string repository, string tag) =>
        Number(tag) is { } version && Number(ChartImages.InstalledVersion(repository) ?? Installed) is { } before && version > before;

    static Version? Number(string tag) => Version.TryParse(tag.AsSpan(tag.StartsWith('v') ? 1 : 0), out var version) ? version : null;
}

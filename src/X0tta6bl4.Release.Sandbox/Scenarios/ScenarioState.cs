using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>The scenario that is being played, and the version to which none applies.</summary>
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

    public ImageMode ModeOf(Image image, string cluster) => Rule(image, cluster)?.Mode ?? image.Mode;

    ImageRule? Rule(Image image, string? cluster) => !IsNewer(image.Tag)
        ? null
        : Current.Images.FirstOrDefault(r => r.Repository == image.Repository && (r.Cluster is null || r.Cluster == cluster));

    bool IsNewer(string tag) =>
        Version.TryParse(tag, out var version) && Version.TryParse(Installed, out var installedVersion) && version > installedVersion;
}

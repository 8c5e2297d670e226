using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>What the registry holds, seen through the current scenario.</summary>
internal sealed class ImageCatalog
{
    // All clusters and the registry's own requests come here at once, and images of charts are made when they are asked for.
    readonly Lock gate = new();
    readonly Dictionary<string, Image> images = new(StringComparer.Ordinal);
    readonly Dictionary<string, Blob> blobs = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<string>> digests = new(StringComparer.Ordinal);
    readonly ScenarioState scenario;

    public ImageCatalog(ScenarioState scenario)
    {
        this.scenario = scenario;
        foreach (var (repository, tag, mode) in EstateImages.Of(scenario.Installed))
        {
            Add(repository, tag, mode);
        }
    }

    /// <summary>The image that a reference names, as the registry has it, or null when it lacks it.</summary>
    public Image? Find(ImageReference reference) => Find("", reference) is { } image && !scenario.IsLost(image) ? image : null;

    /// <summary>The image that a reference names, with the behaviour it has on that cluster, or null when neither its node nor the registry has it.</summary>
    public Image? Find(string cluster, ImageReference reference)
    {
        lock (gate)
        {
            AddFromChart(reference);
            var image = reference.Digest is { } digest
                ? images.Values.FirstOrDefault(i => i.Repository == reference.Repository && i.Digest == digest)
                : images.GetValueOrDefault($"{reference.Repository}:{reference.Tag}");
            return image is null || scenario.IsMissing(image) ? null : image with { Mode = scenario.ModeOf(image, cluster) };
        }
    }

    /// <summary>The tags of a repository in order, or null when there is no such repository. Of charts only those that are installed or were asked for.</summary>
    public IReadOnlyList<string>? Tags(string repository)
    {
        lock (gate)
        {
            var known = images.Values.Where(i => i.Repository == repository).ToList();
            return known.Count == 0 ? null : [.. known.Where(Has).Select(i => i.Tag).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Content by digest, or null. What only a missing image refers to is missing too.</summary>
    public Blob? Content(string repository, string digest)
    {
        lock (gate)
        {
            return images.Values.Any(i => i.Repository == repository && Has(i) && digests[$"{i.Repository}:{i.Tag}"].Contains(digest))
                ? blobs.GetValueOrDefault(digest) : null;
        }
    }

    bool Has(Image image) => !scenario.IsMissing(image) && !scenario.IsLost(image);

    void AddFromChart(ImageReference reference)
    {
        if (reference.Tag is { } tag && ChartImages.IsOne(reference.Repository) && ChartImages.IsTag(tag) && !images.ContainsKey($"{reference.Repository}:{tag}"))
        {
            Add(reference.Repository, tag, ImageMode.Ok);
        }
    }

    void Add(string repository, string tag, ImageMode mode)
    {
        var built = ImageBuilder.Build(repository, tag);
        foreach (var blob in built)
        {
            blobs[blob.Digest] = blob;
        }

        digests[$"{repository}:{tag}"] = [.. built.Select(b => b.Digest)];
        images[$"{repository}:{tag}"] = new Image(repository, tag, built[0].Digest, mode, built.Sum(b => b.Content.Length) / 2);
    }
}

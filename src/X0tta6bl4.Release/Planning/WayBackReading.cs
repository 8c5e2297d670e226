using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Reads what the undo of a placement would meet: the old image, and what the old pods take their configuration from.</summary>
static class WayBackReading
{
    /// <summary>True unless the placement is known to run the new image already.</summary>
    /// <param name="component">The component that is released.</param>
    /// <param name="placement">One of its placements.</param>
    /// <param name="version">To which version.</param>
    /// <param name="manifest">What the registry has of it; null when that is not known.</param>
    /// <param name="live">The placement as it is.</param>
    public static bool IsDue(Component component, Placement placement, string version, ImageManifest? manifest, WorkloadSnapshot live) =>
        manifest is null || WorkloadFields.ImageOf(live.Manifest, placement.Container) != ImageReference.Parse(component.Image).With(version, manifest.Digest).ToString();

    /// <summary>Reads; null when the live image is none that can be asked for, which the preflight says.</summary>
    /// <exception cref="EstateAccessException">Cluster or registry cannot be read.</exception>
    public static async Task<WayBack?> ReadAsync(IClusterView cluster, IImageRegistry registry, Placement placement, WorkloadSnapshot live, CancellationToken cancellationToken)
    {
        if (WorkloadFields.ImageOf(live.Manifest, placement.Container) is not { } name || !ImageReference.TryParse(name, out var image))
        {
            return null;
        }

        // A digest alone decides what is pulled; only a tag can stand for another image than the one that runs.
        var manifest = registry.FindAsync(image.Digest.Length > 0 ? image.With("", image.Digest) : image, cancellationToken);
        var running = image.Digest.Length > 0 ? Task.FromResult(ImmutableArray<RunningImage>.Empty) : cluster.ReadRunningImagesAsync(live.Reference, placement.Container, cancellationToken);
        var looks = Task.WhenAll(TemplateReferences.Of(live.Manifest)
            .Select(async wanted => (Wanted: wanted, Seen: await cluster.LookForAsync(placement.Namespace, wanted, cancellationToken).ConfigureAwait(false))));
        await Task.WhenAll(manifest, running, looks).ConfigureAwait(false);
        var objects = await looks.ConfigureAwait(false);
        return new WayBack(
            name, await manifest.ConfigureAwait(false), await running.ConfigureAwait(false),
            [.. objects.Where(o => o.Seen == Presence.Missing).Select(o => o.Wanted)], [.. objects.Where(o => o.Seen == Presence.Hidden).Select(o => o.Wanted)]);
    }
}

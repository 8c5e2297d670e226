using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Planning;

/// <summary>An image registry, read only.</summary>
public interface IImageRegistry
{
    /// <summary>Asks for an image by tag or digest; null when the registry does not have it.</summary>
    /// <exception cref="EstateAccessException">The registry cannot be reached or denies access.</exception>
    Task<ImageManifest?> FindAsync(ImageReference image, CancellationToken cancellationToken);
}

using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A registry that has every image until told otherwise; each repository its own digest.</summary>
sealed class MemoryRegistry : IImageRegistry
{
    public Func<ImageReference, ImageManifest?> Answer { get; set; } = Manifest;

    public static ImageManifest Manifest(ImageReference image)
    {
        var digit = image.Repository switch { "example/gateway" => 'a', "example/agents" => 'b', _ => 'c' };
        return new(Manifests.Digest(digit), [new PlatformImage("linux/amd64", Manifests.Digest('e'), "")]);
    }

    public Task<ImageManifest?> FindAsync(ImageReference image, CancellationToken cancellationToken) => Task.FromResult(Answer(image));
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Registry;

/// <summary>An image registry, by the OCI distribution API v2. It is asked for an image's repository, whatever registry the image's own name says: nodes pull from the estate's registry.</summary>
public sealed class RegistryClient : IImageRegistry, IDisposable
{
    readonly RepeatingSender sender;
    readonly RegistrySession session;
    readonly string subject;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Which registry, and as whom.</param>
    /// <param name="time">The clock of limits, delays and tokens.</param>
    /// <exception cref="ArgumentException">The URL is not http or https, or holds a user name.</exception>
    public RegistryClient(RegistryOptions options, TimeProvider time)
    {
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("https" or "http") || options.Url.UserInfo.Length > 0)
        {
            throw new ArgumentException("The registry's URL must be an absolute http or https URL without a user name.", nameof(options));
        }

        subject = options.Url.GetLeftPart(UriPartial.Authority);
        sender = new RepeatingSender(options.Limits, time);
        session = new RegistrySession(options, sender, new RegistryLogin(options, sender, time));
    }

    /// <inheritdoc/>
    public async Task<ImageManifest?> FindAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var wanted = image.Digest.Length > 0 ? image.Digest : image.Tag.Length > 0 ? image.Tag : "latest";
        var head = await session.AskAsync(HttpMethod.Head, image.Repository, $"manifests/{wanted}", cancellationToken).ConfigureAwait(false);
        if (head is null)
        {
            return null;
        }

        // By digest, so that a tag that moves meanwhile cannot mix two images. A registry may keep the digest to itself.
        var promised = image.Digest.Length > 0 ? image.Digest : ImageReference.IsDigest(head.Digest) ? head.Digest : "";
        var manifest = await GetAsync(image.Repository, $"manifests/{(promised.Length > 0 ? promised : wanted)}", promised, cancellationToken).ConfigureAwait(false);
        return manifest is null ? null
            : new ImageManifest(manifest.Value.Digest, await PlatformsAsync(image.Repository, manifest.Value.Body, manifest.Value.Digest, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    async Task<ImmutableArray<PlatformImage>> PlatformsAsync(string repository, ImmutableArray<byte> body, string digest, CancellationToken cancellationToken)
    {
        var text = ManifestText.Read(body) ?? throw Odd($"the manifest {repository}@{digest} is not JSON");
        if (text.IsIndex)
        {
            return [.. await Task.WhenAll(text.Entries.Select(entry => PlatformAsync(repository, entry, cancellationToken))).ConfigureAwait(false)];
        }

        var config = !ImageReference.IsDigest(text.ConfigDigest) ? null
            : await GetAsync(repository, $"blobs/{text.ConfigDigest}", text.ConfigDigest, cancellationToken).ConfigureAwait(false);
        return [new PlatformImage(config is null ? "" : ManifestText.PlatformOf(config.Value.Body), digest, text.ConfigDigest)];
    }

    async Task<PlatformImage> PlatformAsync(string repository, (string Platform, string Digest) entry, CancellationToken cancellationToken)
    {
        if (!ImageReference.IsDigest(entry.Digest))
        {
            throw Odd($"an index of {repository} names the digest '{entry.Digest}'; only sha256 digests are supported");
        }

        // A copied index may lack images for platforms that nobody copied.
        var manifest = await GetAsync(repository, $"manifests/{entry.Digest}", entry.Digest, cancellationToken).ConfigureAwait(false);
        return new PlatformImage(entry.Platform, entry.Digest, manifest is null ? "" : ManifestText.Read(manifest.Value.Body)?.ConfigDigest ?? "");
    }

    async Task<(ImmutableArray<byte> Body, string Digest)?> GetAsync(string repository, string path, string promised, CancellationToken cancellationToken)
    {
        var answer = await session.AskAsync(HttpMethod.Get, repository, path, cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            return null;
        }

        var seen = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(answer.Body.AsSpan()))}";
        foreach (var claimed in new[] { promised, answer.Digest }.Where(digest => ImageReference.IsDigest(digest) && digest != seen))
        {
            throw Odd($"{subject} sent content with digest {seen} where {claimed} was promised ({repository}/{path}); it was changed on its way, or the registry is damaged");
        }

        return (answer.Body, seen);
    }

    EstateAccessException Odd(string message) => new(AccessFailure.Unknown, subject, message);
}

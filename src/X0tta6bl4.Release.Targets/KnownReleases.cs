using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Releases of an estate that this checkout knows.</summary>
public static class KnownReleases
{
    /// <summary>Reads them, newest first.</summary>
    /// <exception cref="RefusalException">One of them cannot be read.</exception>
    public static ImmutableArray<ReleaseRecord> Read(SessionInput input)
    {
        try
        {
            return [.. ReleaseFolder.ReadAll(input.Parameters.ArtifactsDirectory).Where(release => release.Plan.Estate == input.Scope.Estate.Name)];
        }
        catch (InvalidDataException exception)
        {
            throw new RefusalException([new Problem("artifacts/releases", exception.Message, "move that folder away if it is of no use")]);
        }
    }

    /// <summary>The release that <c>--release-id</c> names, or the newest one; null when this checkout does not know it.</summary>
    /// <exception cref="RefusalException">A release cannot be read.</exception>
    public static ReleaseRecord? Find(SessionInput input) => Read(input).FirstOrDefault(release => input.Parameters.ReleaseId is not { } id || release.Folder.Id == id);

    /// <summary>The same, once what the clusters know has been fetched.</summary>
    /// <exception cref="RefusalException">Nobody knows it.</exception>
    public static async Task<ReleaseRecord> FetchAsync(SessionInput input, ConnectedEstate estate, CancellationToken cancellationToken)
    {
        var copies = await JournalCopies.FetchAsync(input, estate, cancellationToken).ConfigureAwait(false);
        return Find(input) ?? throw new RefusalException(
            [.. copies.Unread, new Problem(input.Parameters.ReleaseId ?? "Report", "no such release was found in artifacts/releases, nor a copy of its journal in the clusters")]);
    }
}

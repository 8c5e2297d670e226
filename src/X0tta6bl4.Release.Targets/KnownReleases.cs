using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;

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
}

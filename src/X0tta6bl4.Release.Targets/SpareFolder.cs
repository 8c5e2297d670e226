using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Targets;

/// <summary>Another place for journals and reports where <c>artifacts</c> cannot be written: the way back must not depend on a disk.</summary>
static class SpareFolder
{
    /// <summary>Makes one, with the plan and the journal of each release of the estate that is known here.</summary>
    /// <param name="input">What the session works on.</param>
    /// <returns>The same, working there.</returns>
    /// <exception cref="IOException">Nothing can be written there either.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing may be written there either.</exception>
    public static SessionInput Of(SessionInput input)
    {
        var spare = Directory.CreateTempSubdirectory("x0tta6bl4-release-").FullName;
        foreach (var known in KnownReleases.Read(input))
        {
            var folder = new ReleaseFolder(Path.Combine(spare, known.Folder.Id));
            Directory.CreateDirectory(folder.Path);
            File.Copy(known.Folder.PlanPath, folder.PlanPath);
            File.Copy(known.Folder.JournalPath, folder.JournalPath);
        }

        return input with { Parameters = input.Parameters with { ArtifactsDirectory = spare } };
    }
}

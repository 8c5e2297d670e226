namespace X0tta6bl4.Release.Tests.Runbooks;

/// <summary>Files of this repository that tests read.</summary>
static class RepositoryFiles
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "X0tta6bl4.Release.sln"))
            ? from
            : FindRoot(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}

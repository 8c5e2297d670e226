namespace X0tta6bl4.Release.Conventions.Reading;

/// <summary>The checkout that these tests were compiled in.</summary>
static class Repository
{
    /// <summary>What tools write; everything else belongs to the repository.</summary>
    static readonly string[] Ignored = [".git", ".idea", ".vs", ".vscode", "bin", "obj", "artifacts", ".nuke/artifacts", ".nuke/temp", ".nuke/sdk"];

    static readonly string Root = FindRoot();

    /// <summary>All files, or those with one of the endings.</summary>
    public static IReadOnlyList<RepositoryFile> Files(params string[] endings) =>
        [.. Walk(new DirectoryInfo(Root)).Where(file => endings.Length == 0 || endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal)))];

    /// <summary>Whether a path relative to the root names a file or a directory.</summary>
    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    static IEnumerable<RepositoryFile> Walk(DirectoryInfo directory) => directory.EnumerateFileSystemInfos()
        .Where(entry => !Ignored.Contains(entry.Name) && !Ignored.Contains(Relative(entry)))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        .SelectMany(entry => entry is DirectoryInfo inner ? Walk(inner) : [new RepositoryFile(Relative(entry), entry.FullName)]);

    static string Relative(FileSystemInfo entry) => Path.GetRelativePath(Root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');

    static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "X0tta6bl4.Release.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("These tests run inside the repository.");
        }

        return directory.FullName;
    }
}

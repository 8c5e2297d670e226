namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Where the compiled programs and the shipped files are.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Program(string project) =>
        Path.Combine(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..")), project, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), project + ".dll");

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

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>The repository that this program was compiled in, and the programs compiled beside it.</summary>
static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string BuildProgram { get; } = ProgramOf("_build");

    /// <summary>This program; it is also the startup hook of measured ones, and with <c>--empty</c> it does nothing.</summary>
    public static string OwnProgram { get; } = ProgramOf("X0tta6bl4.Release.Benchmarks");

    /// <summary>A root of its own for a release: nothing of this one's state is used or changed.</summary>
    public static DirectoryInfo Copy()
    {
        var copy = Directory.CreateTempSubdirectory("benchmark-");
        foreach (var file in new[] { ".nuke/parameters.json", "build/runbook.yaml", "build/load-tests/load-test-api-gateway.yaml", "build/load-tests/load-test-quantum.yaml" })
        {
            var target = Path.Combine(copy.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Root, file), target);
        }

        return copy;
    }

    /// <summary>The build program as an operator at a terminal starts it, not as a CI system does.</summary>
    public static ProcessStartInfo Start(string root, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "CI", "GITHUB_ACTIONS", "GITLAB_CI", "KUBECONFIG" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUKE_ROOT"] = root;
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    public static bool HasEstate(string root) => File.Exists(EstateFile(root));

    /// <summary>What a root's sandbox says of itself.</summary>
    public static JsonNode Estate(string root) => JsonNode.Parse(File.ReadAllText(EstateFile(root)))!;

    static string EstateFile(string root) => Path.Combine(root, ".nuke", "temp", "sandbox", "estate.json");

    static string ProgramOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, project + ".dll");
    }

    static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "X0tta6bl4.Release.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The benchmark runs inside the repository.");
        }

        return directory.FullName;
    }
}

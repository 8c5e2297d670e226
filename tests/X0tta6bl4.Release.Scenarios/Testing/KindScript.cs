using System.Diagnostics;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The script that makes clusters with kind, in a repository of its own, with stand-ins for docker, kind and dotnet that write down how they are called.</summary>
sealed class KindScript : IDisposable
{
    const string Folder = "tests/X0tta6bl4.Release.Clusters/kind";
    const string Service = "tests/X0tta6bl4.Release.SampleService";

    readonly string root = Directory.CreateTempSubdirectory("kind-").FullName;
    readonly string path;

    /// <param name="failing">The cluster that cannot be made, if any.</param>
    public KindScript(string failing = "none")
    {
        foreach (var file in new[] { $"{Folder}/clusters", $"{Folder}/workload.yaml", $"{Folder}/prometheus.yaml", $"{Service}/Dockerfile", $"{Service}/run-integration-tests.sh" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(root, file));
        }

        var log = $"echo \"$(basename \"$0\") $*\" >>'{root}/calls'\n";
        path = StandIns.Put(
            root,
            ("docker", log + $"if [[ $* == *' apply '* ]]; then cat >\"{root}/applied-$3\"; elif [[ $1 == exec ]]; then cat >/dev/null; elif [[ $1 == inspect ]]; then echo 172.18.0.2; fi"),
            ("kind", log + $"if [[ $* == *create*{failing}* ]]; then exit 1; fi; if [[ $1 == create ]]; then echo \"context: kind-$4\" >>\"$6\"; fi"),
            ("dotnet", log)) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }

    public string Kubeconfig => Path.Combine(root, ".nuke", "temp", "kind", "kubeconfig");

    public string[] Calls => File.ReadAllLines(Path.Combine(root, "calls"));

    /// <summary>What was applied, by cluster.</summary>
    public SortedDictionary<string, string> Applied() => new(
        Directory.GetFiles(root, "applied-*").ToDictionary(file => Path.GetFileName(file).Replace("applied-x0tta6bl4-test-", "", StringComparison.Ordinal).Replace("-control-plane", "", StringComparison.Ordinal), File.ReadAllText), StringComparer.Ordinal);

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    public async Task<(int Code, string Text)> RunAsync(string command)
    {
        var start = new ProcessStartInfo(Path.Combine(root, Folder, "clusters"), command) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = path;
        using var process = Process.Start(start)!;
        var cancelled = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled);
        return (process.ExitCode, await output + await errors);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

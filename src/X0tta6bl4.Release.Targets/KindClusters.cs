using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace X0tta6bl4.Release.Targets;

/// <summary>Clusters that kind makes for the tests on clusters, and takes away after them, by the script beside those tests.</summary>
/// <param name="root">The repository.</param>
/// <param name="onLine">What the script says of its progress.</param>
sealed class KindClusters(string root, Action<string> onLine)
{
    /// <summary>How long a program may take to say that it is there.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What keeps kind from making clusters here, or null.</summary>
    public static string? Obstacle() =>
        !OperatingSystem.IsLinux() ? "their pods are reached at their node's address, as on Linux only" : Silence("docker", "info") ?? Silence("kind", "version");

    /// <summary>Makes them; takes minutes.</summary>
    /// <returns>The environment in which the tests find them; null when the script did not end well, which then has taken away what it had made.</returns>
    public async Task<ImmutableDictionary<string, string>?> UpAsync()
    {
        var environment = ImmutableDictionary.CreateBuilder<string, string>();
        var code = await ScriptAsync("up", line =>
        {
            if (line.Split('=', 2) is [var name, var value] && name.StartsWith("CLUSTER_TEST_", StringComparison.Ordinal))
            {
                environment[name] = value;
            }
            else
            {
                onLine(line);
            }
        }).ConfigureAwait(false);
        return code == 0 ? environment.ToImmutable() : null;
    }

    /// <summary>Takes them away, what is left of them included.</summary>
    public Task DownAsync() => ScriptAsync("down", onLine);

    Task<int> ScriptAsync(string command, Action<string> line) =>
        ChildProcess.RunAsync(root, [Path.Combine(root, "tests", "X0tta6bl4.Release.Clusters", "kind", "clusters"), command], [], line);

    // Why a program gives no answer, or null.
    static string? Silence(string program, string command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, command) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(Patience))
            {
                return process.ExitCode == 0 ? null : $"'{program} {command}' ended with {process.ExitCode}";
            }

            process.Kill();
            return $"'{program} {command}' has not answered for {Patience.TotalSeconds:0} s";
        }
        catch (Win32Exception)
        {
            return $"{program} is not installed";
        }
    }
}

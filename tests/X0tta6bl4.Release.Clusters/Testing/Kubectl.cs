using System.Diagnostics;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>The kubectl that is installed, for one namespace of one cluster. Tests that need it are skipped where there is none.</summary>
/// <param name="Kubeconfig">Path of the kubeconfig.</param>
/// <param name="Context">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
sealed record Kubectl(string Kubeconfig, string Context, string Namespace)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static void Need() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl"))), "kubectl is not installed");

    /// <summary>Runs it, and wants it to end well.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, text) = await EndAsync("", arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)} ended with {code}:\n{text}");
        return text;
    }

    /// <summary>Runs it with a manifest on standard input, and wants it to end well.</summary>
    public async Task<string> RunWithAsync(string manifest, params string[] arguments)
    {
        var (code, text) = await EndAsync(manifest, arguments);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)} ended with {code}:\n{text}");
        return text;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Exit code, and what it printed on both streams.</returns>
    public async Task<(int Code, string Text)> EndAsync(string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", Kubeconfig, "--context", Context, "-n", Namespace, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancelled), process.StandardError.ReadToEndAsync(Cancelled));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancelled);
        return (process.ExitCode, await output + await errors);
    }
}

using System.Diagnostics;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The sandbox as a process that outlives whoever starts it.</summary>
static class SandboxProgram
{
    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="state">Its state directory; <c>estate.json</c> there says how to reach it.</param>
    /// <param name="options">Its other options.</param>
    public static async Task StartAsync(string state, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Repository.Program("X0tta6bl4.Release.Sandbox"), "--state", state, .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync() is not { } line || !line.StartsWith("ready ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The sandbox did not start: {await process.StandardError.ReadToEndAsync()}");
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics;

namespace X0tta6bl4.Release.Targets;

/// <summary>Runs a program to its end, line by line.</summary>
static class ChildProcess
{
    /// <summary>Runs a program; output and errors come as lines in the order they are written.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string directory, ImmutableArray<string> command, IEnumerable<KeyValuePair<string, string>> environment, Action<string> onLine)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var gate = new Lock();
        process.OutputDataReceived += (_, line) => Pass(line.Data);
        process.ErrorDataReceived += (_, line) => Pass(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;

        void Pass(string? line)
        {
            if (line is not null)
            {
                lock (gate)
                {
                    onLine(line);
                }
            }
        }
    }
}

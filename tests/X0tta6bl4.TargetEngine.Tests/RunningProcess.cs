using System.Diagnostics;
using System.Globalization;

namespace X0tta6bl4.TargetEngine.Tests;

/// <summary>A started process whose output is collected.</summary>
sealed class RunningProcess : IDisposable
{
    static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR", "LANG"];

    readonly Process process;
    readonly Task<string> error;
    readonly List<string> lines = [];

    RunningProcess(Process process)
    {
        this.process = process;
        error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a program with an environment of its own: nothing of the machine that runs the tests.</summary>
    public static RunningProcess Start(string file, IEnumerable<string> arguments, string directory,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }

        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningProcess(process);
    }

    /// <summary>Reads on until a line is there.</summary>
    public async Task WaitForLine(string wanted)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.Contains(wanted, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"'{wanted}' never came. Output:\n{string.Join('\n', lines)}\n{await error}");
    }

    /// <summary>Sends a signal by the process id.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        kill.WaitForExit();
    }

    public async Task<ProcessResult> End()
    {
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessResult(process.ExitCode, string.Join("", lines.Select(line => line + "\n")) + rest, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}

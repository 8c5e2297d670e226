using System.Diagnostics;
using System.Text;

namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>The build program as a process, in a checkout of its own.</summary>
sealed class BuildProcess : IDisposable
{
    readonly Process process;
    readonly StringBuilder text = new();
    readonly StringBuilder output = new();
    readonly Lock gate = new();
    readonly Dictionary<string, TaskCompletionSource> awaited = [];

    BuildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public static BuildProcess Start(string root, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(root, environment, [], arguments);

    /// <summary>Starts it by another command, which gets it as its last arguments.</summary>
    public static BuildProcess Start(string root, IReadOnlyDictionary<string, string> environment, string[] starter, string[] arguments)
    {
        string[] command = [.. starter, "dotnet", "exec", Repository.Program("_build"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in new[] { "CI", "GITHUB_ACTIONS", "GITLAB_CI", "KUBECONFIG" })
        {
            start.Environment.Remove(name);
        }

        // Wherever the tests run, English is spoken unless one of them wants something else.
        start.Environment["LC_ALL"] = "C";
        start.Environment["NUKE_ROOT"] = root;
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var run = new BuildProcess(new Process { StartInfo = start });
        run.process.OutputDataReceived += (_, line) => run.AddOutput(line.Data);
        run.process.ErrorDataReceived += (_, line) => run.Add(line.Data);
        run.process.Start();
        run.process.StandardInput.Close();
        run.process.BeginOutputReadLine();
        run.process.BeginErrorReadLine();
        return run;
    }

    /// <summary>Waits for a line that contains a text.</summary>
    public Task SeesAsync(string part)
    {
        lock (gate)
        {
            if (text.ToString().Contains(part, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            awaited[part] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return awaited[part].Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    public async Task<BuildRun> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(10));
        lock (gate)
        {
            return new BuildRun(process.ExitCode, text.ToString()) { Output = output.ToString() };
        }
    }

    public void Kill() => process.Kill(entireProcessTree: false);

    /// <summary>Kills it with all that it has started: the machine is gone.</summary>
    public void KillAll() => process.Kill(entireProcessTree: true);

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    void AddOutput(string? line)
    {
        lock (gate)
        {
            output.Append(line is null ? "" : line + "\n");
        }

        Add(line);
    }

    void Add(string? line)
    {
        lock (gate)
        {
            text.Append(line).Append('\n');
            foreach (var (part, source) in awaited.ToArray())
            {
                if (line is null || line.Contains(part, StringComparison.Ordinal))
                {
                    source.TrySetResult();
                    awaited.Remove(part);
                }
            }
        }
    }
}

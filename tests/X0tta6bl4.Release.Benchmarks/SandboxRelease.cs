using System.Diagnostics;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>A whole release on the embedded estate, as on a laptop: the release starts the sandbox itself, at the speed of life.</summary>
static class SandboxRelease
{
    const int Runs = 3;
    const double Megabyte = 1024 * 1024;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        // Slow machines measure less often: the whole benchmark has to stay short.
        var runs = new List<Run>();
        var begin = TimeProvider.System.GetTimestamp();
        while (runs.Count < Runs && (runs.Count == 0 || TimeProvider.System.GetElapsedTime(begin) < Limit))
        {
            runs.Add(await RunAsync());
        }

        yield return Line.OfRuns("sandbox release: duration", runs.Select(run => run.Seconds), "s", 30);
        yield return Line.OfRuns("sandbox release: peak memory of the runner", runs.Select(run => run.Runner / Megabyte), "MB", 200);
        yield return Line.OfRuns("sandbox release: peak memory of the sandbox", runs.Select(run => run.Sandbox / Megabyte), "MB", 200);
    }

    static async Task<Run> RunAsync()
    {
        var root = Checkout.Copy();
        try
        {
            var begin = TimeProvider.System.GetTimestamp();
            var runner = await ReleaseAsync(root.FullName);
            var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            using var sandbox = Process.GetProcessById((int)Checkout.Estate(root.FullName)["pid"]!);
            return new Run(seconds, runner, sandbox.PeakWorkingSet64);
        }
        finally
        {
            await StopAsync(root.FullName);
            root.Delete(recursive: true);
        }
    }

    /// <summary>Runs a release and reads its peak memory again and again: it only grows, and is gone with the process.</summary>
    static async Task<long> ReleaseAsync(string root)
    {
        using var process = Process.Start(Checkout.Start(root, "dotnet", "exec", Checkout.BuildProgram, "Release", "--version", "2.3.1"))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var end = process.WaitForExitAsync();
        var peak = 0L;
        while (!end.IsCompleted)
        {
            process.Refresh();
            peak = Math.Max(peak, Peak(process));
            await Task.WhenAny(end, Task.Delay(Pause));
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"The release ended with {process.ExitCode}:\n{await output}{await errors}");
    }

    static long Peak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return 0;
        }
    }

    static async Task StopAsync(string root)
    {
        if (!Checkout.HasEstate(root))
        {
            // The release ended before it started one; its own words matter more.
            return;
        }

        var estate = Checkout.Estate(root);
        using var sandbox = Process.GetProcessById((int)estate["pid"]!);
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri($"{estate["control"]}/sandbox/stop"), content: null);
        answer.EnsureSuccessStatusCode();
        await sandbox.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>One release: its duration and peaks of memory in bytes.</summary>
    sealed record Run(double Seconds, long Runner, long Sandbox);
}

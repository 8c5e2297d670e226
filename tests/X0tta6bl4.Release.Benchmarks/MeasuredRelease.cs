using System.Diagnostics;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>One release on the embedded estate: its duration, and peaks of memory in bytes.</summary>
/// <param name="Seconds">From the runner's start to its end.</param>
/// <param name="Runner">Peak of the runner.</param>
/// <param name="Sandbox">Peak of the sandbox, from its start to the release's end.</param>
sealed record MeasuredRelease(double Seconds, long Runner, long Sandbox)
{
    public const double Megabyte = 1024 * 1024;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Releases in a root of its own, whose sandbox may run already; stops the sandbox afterwards.</summary>
    public static async Task<MeasuredRelease> RunAsync(string root, params string[] arguments)
    {
        try
        {
            var begin = TimeProvider.System.GetTimestamp();
            var runner = await ReleaseAsync(root, arguments);
            var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            using var sandbox = Process.GetProcessById((int)Checkout.Estate(root)["pid"]!);
            return new MeasuredRelease(seconds, runner, sandbox.PeakWorkingSet64);
        }
        finally
        {
            await StopAsync(root);
        }
    }

    // Its peak is read again and again: it only grows, and is gone with the process.
    static async Task<long> ReleaseAsync(string root, string[] arguments)
    {
        using var process = Process.Start(Checkout.Start(root, "dotnet", ["exec", Checkout.BuildProgram, "Release", "--version", "2.3.1", .. arguments]))!;
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
}

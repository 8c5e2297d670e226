using System.Diagnostics;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>Stops, freezes and starts programs of a cluster by the command that CLUSTER_TEST_MACHINE names; it is called with a context, a program and
/// <c>stop</c>, <c>start</c>, <c>freeze</c> or <c>thaw</c>. Tests that need it are skipped where there is none.</summary>
static class Machine
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    static string? Command => Environment.GetEnvironmentVariable("CLUSTER_TEST_MACHINE");

    public static bool IsThere(TestedClusters clusters) => !clusters.AreEmbedded && !string.IsNullOrEmpty(Command);

    public static void Need(TestedClusters clusters) => Assert.SkipUnless(IsThere(clusters), "CLUSTER_TEST_MACHINE names no command that stops and starts parts of a cluster");

    public static async Task FreezeApiAsync(string context, TimeSpan pause)
    {
        await RunAsync(context, "apiserver", "freeze");
        try
        {
            await Task.Delay(pause, TimeProvider.System, Cancelled);
        }
        finally
        {
            await RunAsync(context, "apiserver", "thaw");
        }
    }

    public static async Task RestartApiAsync(string context)
    {
        await RunAsync(context, "apiserver", "stop");
        await RunAsync(context, "apiserver", "start");
    }

    static async Task RunAsync(params string[] words)
    {
        using var process = Process.Start(Command!, words);
        await process.WaitForExitAsync(Cancelled);
        Assert.Equal(0, process.ExitCode);
    }
}

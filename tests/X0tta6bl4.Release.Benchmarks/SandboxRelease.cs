namespace X0tta6bl4.Release.Benchmarks;

/// <summary>A whole release on the embedded estate, as on a laptop: the release starts the sandbox itself, at the speed of life.</summary>
static class SandboxRelease
{
    const int Runs = 3;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        // Slow machines measure less often: the whole benchmark has to stay short.
        var runs = new List<MeasuredRelease>();
        var begin = TimeProvider.System.GetTimestamp();
        while (runs.Count < Runs && (runs.Count == 0 || TimeProvider.System.GetElapsedTime(begin) < Limit))
        {
            var root = Checkout.Copy();
            runs.Add(await MeasuredRelease.RunAsync(root.FullName));
            root.Delete(recursive: true);
        }

        yield return Line.OfRuns("sandbox release: duration", runs.Select(run => run.Seconds), "s", 30);
        yield return Line.OfRuns("sandbox release: peak memory of the runner", runs.Select(run => run.Runner / MeasuredRelease.Megabyte), "MB", 200);
        yield return Line.OfRuns("sandbox release: peak memory of the sandbox", runs.Select(run => run.Sandbox / MeasuredRelease.Megabyte), "MB", 200);
    }
}

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>Prints figures. They depend on the machine, so none of them makes this program fail; people judge them.</summary>
static class Program
{
    public static async Task Main(string[] arguments)
    {
        // The scale for start-up: the same runtime, and nothing to do.
        if (arguments is ["--empty"])
        {
            return;
        }

        await Console.Out.WriteLineAsync(Line.Header);
        foreach (var measure in new Func<IAsyncEnumerable<Line>>[] { StartUp.MeasureAsync, Verdicts.VerdictDelay.MeasureAsync, SandboxRelease.MeasureAsync })
        {
            await foreach (var line in measure())
            {
                await Console.Out.WriteLineAsync($"{line}");
            }
        }
    }
}

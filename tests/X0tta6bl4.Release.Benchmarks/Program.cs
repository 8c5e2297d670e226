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

        if (arguments is [Verdicts.ManyRollouts.Option, var kubeconfig, var namespaces])
        {
            await Verdicts.ManyRollouts.WatchAsync(kubeconfig, int.Parse(namespaces, System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        if (arguments is [Loads.ProbingManyEndpoints.Option, var url])
        {
            await Loads.ProbingManyEndpoints.ProbeAsync(new Uri(url));
            return;
        }

        if (arguments is [KillEverywhere.Option, .. var rest])
        {
            if (KillEverywhere.NumbersOf(rest) is { } numbers)
            {
                await KillEverywhere.RunAsync(numbers.Every, numbers.First);
            }
            else
            {
                await Console.Error.WriteLineAsync($"{KillEverywhere.Option} takes two numbers above zero: to kill a run at every so many boundaries, and to begin with the n-th; without them, at each");
                Environment.ExitCode = 2;
            }

            return;
        }

        await Console.Out.WriteLineAsync(Line.Header);
        foreach (var measure in Chosen(arguments, [StartUp.MeasureAsync, Verdicts.VerdictDelay.MeasureAsync, Verdicts.JudgeCost.MeasureAsync, Verdicts.ManyRollouts.MeasureAsync, SandboxRelease.MeasureAsync, ManyPlacements.MeasureAsync, Loads.AgainstNginx.MeasureAsync, Loads.AgainstStalls.MeasureAsync, Loads.BesideArtillery.MeasureAsync, Loads.ProbingManyEndpoints.MeasureAsync]))
        {
            await foreach (var line in measure())
            {
                await Console.Out.WriteLineAsync($"{line}");
            }
        }
    }

    /// <summary>All measures, or the one whose class is named: <c>--only JudgeCost</c>.</summary>
    static IEnumerable<Func<IAsyncEnumerable<Line>>> Chosen(string[] arguments, Func<IAsyncEnumerable<Line>>[] all) =>
        arguments is ["--only", var name] ? all.Where(measure => measure.Method.DeclaringType?.Name == name) : all;
}

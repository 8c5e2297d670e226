namespace X0tta6bl4.Release.Benchmarks;

/// <summary>How long it takes until a target runs.</summary>
static class StartUp
{
    const int Runs = 15;
    const int FewestRuns = 3;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>What only some targets need, and starting must not load.</summary>
    static readonly string[] Heavy = ["Microsoft.AspNetCore.Server.Kestrel", "KubernetesClient", "YamlDotNet"];

    public static async IAsyncEnumerable<Line> MeasureAsync()
    {
        var program = await RepeatAsync("dotnet", "exec", Checkout.BuildProgram, "Nothing");
        yield return Line.OfRuns("start-up: _build.dll Nothing, wall", program.Select(run => run.Wall), "s", 0.25);
        yield return Line.OfRuns("start-up: _build.dll Nothing, processor", program.Select(run => run.Cpu), "s");
        var script = await RepeatAsync(Path.Combine(Checkout.Root, "build.sh"), "Nothing");
        yield return Line.OfRuns("start-up: build.sh Nothing, wall", script.Select(run => run.Wall), "s", 0.4);
        yield return Line.OfRuns("  for scale: bash -c true", (await RepeatAsync("bash", "-c", "true")).Select(run => run.Wall), "s");
        yield return Line.OfRuns("  for scale: an empty .NET program", (await RepeatAsync("dotnet", "exec", Checkout.OwnProgram, "--empty")).Select(run => run.Wall), "s");
        yield return Loaded(await LoadedAssemblies.OfAsync("Nothing"));
    }

    static Line Loaded(IReadOnlyCollection<string> names)
    {
        var needless = names.Where(name => Heavy.Any(heavy => name.StartsWith(heavy, StringComparison.Ordinal))).ToArray();
        return new Line(
            $"start-up: {names.Count} assemblies loaded, of these needless",
            needless.Length == 0 ? "    none" : "    " + string.Join(", ", needless),
            needless.Length == 0 ? $"met: none of {string.Join(", ", Heavy)}" : "over the goal: none");
    }

    /// <summary>The first run fills the file cache and does not count; slow machines measure less often.</summary>
    static async Task<IReadOnlyList<TimedCommand>> RepeatAsync(params string[] command)
    {
        await TimedCommand.RunAsync(command);
        var runs = new List<TimedCommand>();
        var begin = TimeProvider.System.GetTimestamp();
        while (runs.Count < FewestRuns || (runs.Count < Runs && TimeProvider.System.GetElapsedTime(begin) < Limit))
        {
            runs.Add(await TimedCommand.RunAsync(command));
        }

        return runs;
    }
}

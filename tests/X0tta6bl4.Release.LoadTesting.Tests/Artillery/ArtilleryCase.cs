using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using X0tta6bl4.Release.LoadTesting.Hosting;

namespace X0tta6bl4.Release.LoadTesting.Tests.Artillery;

/// <summary>A script, and what Artillery asked a server when it ran it (<c>README.md</c> says how that is recorded).</summary>
sealed record ArtilleryCase(string Name, string Script)
{
    const string Separator = "\n";

    static string Root { get; } = FindRoot();

    static string Folder { get; } = Path.Combine(Root, "tests", "X0tta6bl4.Release.LoadTesting.Tests", "Artillery", "Cases");

    /// <summary>Scripts with one user, or with users whose requests follow one another.</summary>
    public static ImmutableArray<ArtilleryCase> Ordered { get; } = [.. Directory.GetFiles(Folder, "0*.yaml").Concat(Directory.GetFiles(Folder, "1*.yaml")).Order(StringComparer.Ordinal).Select(path => new ArtilleryCase(Path.GetFileNameWithoutExtension(path), path))];

    /// <summary>Scripts whose users are chosen by weight, those that the build ships among them.</summary>
    public static ImmutableArray<ArtilleryCase> Weighted { get; } =
    [
        new("20-weights", Path.Combine(Folder, "20-weights.yaml")),
        .. new[] { "load-test-api-gateway", "load-test-quantum" }.Select(name => new ArtilleryCase(name, Path.Combine(Root, "build", "load-tests", $"{name}.yaml"))),
    ];

    string RecordPath => Path.Combine(Folder, $"{Name}.txt");

    /// <summary>What Artillery asked.</summary>
    public ImmutableArray<string> Recorded => [.. File.ReadAllText(RecordPath).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(request => request.TrimEnd('\n') + "\n")];

    /// <summary>The same with numbers, where order is chance.</summary>
    public ImmutableSortedDictionary<string, int> RecordedCounts => Recorded.ToImmutableSortedDictionary(
        text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], text => int.Parse(text.Split(" times\n")[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>What the load generator asks.</summary>
    /// <param name="duration">Time in which users arrive; null for the script's own.</param>
    public async Task<ImmutableArray<string>> RunAsync(TimeSpan? duration)
    {
        await using var server = await RecordingServer.StartAsync();
        var files = Directory.GetFiles(Folder, "*.csv").ToImmutableSortedDictionary(path => Path.GetFileName(path), File.ReadAllText);
        var script = new ScriptOrder(await File.ReadAllTextAsync(Script), Path.GetFileName(Script), server.Url.ToString(), Environment: null, files, ImmutableSortedDictionary<string, string>.Empty, duration);
        var load = OrderedLoad.Of(new LoadOrder { Script = script, Connections = 50 }, TimeProvider.System, new Random(1));
        await Task.Run(() => load.Run(_ => { }, TestContext.Current.CancellationToken));
        return [.. server.Seen];
    }

    /// <summary>Lets Artillery run it, and keeps what it asked.</summary>
    /// <param name="artillery">Path of Artillery's command.</param>
    public async Task RecordAsync(string artillery)
    {
        await using var server = await RecordingServer.StartAsync();
        using var process = Process.Start(new ProcessStartInfo(artillery, ["run", "--quiet", "--target", server.Url.ToString().TrimEnd('/'), Script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        var requests = Weighted.Contains(this)
            ? server.Seen.GroupBy(request => request, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} times\n{group.Key}")
            : server.Seen;
        await File.WriteAllTextAsync(RecordPath, string.Join(Separator, requests));
    }

    public override string ToString() => Name;

    static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "X0tta6bl4.Release.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}

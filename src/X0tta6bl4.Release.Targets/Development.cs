using System.Collections.Immutable;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>What the development targets do: the SDK's own commands, and the test programs one after the other.</summary>
static class Development
{
    const string Solution = "X0tta6bl4.Release.sln";
    const string ClusterTestFollows = "CLUSTER_TEST_FOLLOWS";

    public static Task CompileAsync(IReleaseTargets build) => DotNetAsync(build, "build", Solution, "-c", "Debug", "-nologo", "-v:quiet", "-clp:NoSummary", "-nodeReuse:false");

    public static async Task TestAsync(IReleaseTargets build)
    {
        var total = TestCount.None;
        // Without a kubeconfig, the tests of clusters are about the sandbox's; what takes minutes by its nature is left to ClusterTest. Whoever runs them on
        // real clusters next need not wait for both.
        var environment = ImmutableDictionary<string, string>.Empty.Add("CLUSTER_TEST_KUBECONFIG", "").Add("CLUSTER_TEST_SHORT", "1");
        var isFollowed = Environment.GetEnvironmentVariable(ClusterTestFollows) is { Length: > 0 };
        foreach (var project in TestProjects(build).Where(name => !isFollowed || !name.EndsWith(".Clusters", StringComparison.Ordinal)))
        {
            total += await RunTestsAsync(build, project, environment).ConfigureAwait(false);
        }

        Finish(build, total);
    }

    public static async Task ClusterTestAsync(IReleaseTargets build)
    {
        if (build.Kubeconfig is { } kubeconfig)
        {
            await TestOnAsync(ImmutableDictionary<string, string>.Empty.Add("CLUSTER_TEST_KUBECONFIG", Path.GetFullPath(kubeconfig))).ConfigureAwait(false);
            return;
        }

        var clusters = new KindClusters(build.RootDirectory, Output.WriteLine);
        try
        {
            await TestOnAsync(await clusters.UpAsync().ConfigureAwait(false) ?? throw Failed(build, "No clusters were made; what kind and Docker said is above.")).ConfigureAwait(false);
        }
        finally
        {
            await clusters.DownAsync().ConfigureAwait(false);
        }

        async Task TestOnAsync(ImmutableDictionary<string, string> environment) =>
            Finish(build, await RunTestsAsync(build, "X0tta6bl4.Release.Clusters", environment).ConfigureAwait(false));
    }

    public static async Task BenchmarkAsync(IReleaseTargets build)
    {
        await DotNetAsync(build, "build", "tests/X0tta6bl4.Release.Benchmarks", "-c", "Release", "-nologo", "-v:quiet", "-clp:NoSummary", "-nodeReuse:false").ConfigureAwait(false);
        await DotNetAsync(build, "exec", ProgramOf("X0tta6bl4.Release.Benchmarks", "release")).ConfigureAwait(false);
    }

    public static Task PackAsync(IReleaseTargets build) => DotNetAsync(build, "pack", Solution, "-c", "Release", "-p:RunAnalyzers=true", "-o", "artifacts/packages", "-nologo", "-v:quiet");

    public static Task FormatAsync(IReleaseTargets build) => DotNetAsync(build, "format", Solution);

    static IEnumerable<string> TestProjects(IReleaseTargets build) =>
        Directory.EnumerateDirectories(Path.Combine(build.RootDirectory, "tests")).Select(path => Path.GetFileName(path)!)
            .Where(name => File.Exists(ProgramOf(name, "debug")) && (name.EndsWith(".Tests", StringComparison.Ordinal) || name is "X0tta6bl4.Release.Scenarios" or "X0tta6bl4.Release.Clusters" or "X0tta6bl4.Release.Conventions"))
            .Order(StringComparer.Ordinal);

    static async Task<TestCount> RunTestsAsync(IReleaseTargets build, string project, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var lines = new List<string>();
        var code = await ChildProcess.RunAsync(build.RootDirectory, ["dotnet", "exec", ProgramOf(project, "debug"), "-noColor"], environment, line =>
        {
            lines.Add(line);
            if (!TestCount.IsNoise(line))
            {
                Output.WriteLine(line);
            }
        }).ConfigureAwait(false);
        var count = TestCount.Of(lines) ?? new TestCount(0, 1, 0);
        await Output.WriteLineAsync($"{project}: {count}").ConfigureAwait(false);
        return code != 0 && count.Failed == 0 ? count with { Failed = 1 } : count;
    }

    static void Finish(IReleaseTargets build, TestCount total)
    {
        Output.WriteLine(total.ToString());
        if (total.Passed + total.Failed == 0)
        {
            throw Failed(build, "No test was run, so nothing is proven.");
        }

        if (total.Failed > 0)
        {
            throw Failed(build, $"{total.Failed} tests failed.");
        }
    }

    static async Task DotNetAsync(IReleaseTargets build, params string[] arguments)
    {
        var code = await ChildProcess.RunAsync(build.RootDirectory, ["dotnet", .. arguments], [], Output.WriteLine).ConfigureAwait(false);
        if (code != 0)
        {
            throw Failed(build, $"dotnet {arguments[0]} ended with {code}; its lines are above.");
        }
    }

    static RefusalException Failed(IReleaseTargets build, string message)
    {
        build.ExitCode = ExitCode.Undone;
        return new RefusalException(ExitCode.Undone, message);
    }

    // Programs are compiled side by side: BIN/PROJECT/CONFIGURATION.
    static string ProgramOf(string project, string configuration) =>
        Path.Combine(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.FullName, project, configuration, project + ".dll");

#pragma warning disable RS0030 // Output of compilers and test programs is passed through as it is.
    static TextWriter Output => Console.Out;
#pragma warning restore RS0030
}

using System.Diagnostics;
using System.Security.Cryptography;
using X0tta6bl4.Release.Clusters.Testing;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters;

/// <summary>Releases on clusters that are killed at random instants, every fourth of them together with an API server, and then in turn continued
/// or taken back. CLUSTER_TEST_KILLS says how many; each takes two minutes, so without it the test is skipped.</summary>
[Collection(TestedClusters.Name)]
public sealed class KilledReleaseTests(TestedClusters clusters)
{
    static readonly string[] Contexts = ["eks-us-east-1", "k3s-moscow", "k3s-spb"];

    // All kinds of steps that change something: a trial, Deployments on every cluster, a chart.
    static readonly string[] Command = ["UpdateInfra", "--version", "2.3.1", "--component", "cultural-agents", "spire"];

    [Fact]
    public async Task A_release_killed_at_any_instant_is_completed_by_the_same_command_or_taken_back()
    {
        Assert.SkipUnless(int.TryParse(Environment.GetEnvironmentVariable("CLUSTER_TEST_KILLS"), out var kills), "CLUSTER_TEST_KILLS does not say how many releases are to be killed");
        using var estate = await clusters.OpenAsync();
        await using (await estate.UsersAsync())
        {
            // Prometheus has samples of a service once somebody has asked it; whichever test is the first sees to that.
        }

        var start = await estate.StandingAsync();
        var began = Stopwatch.GetTimestamp();
        (await estate.RunAsync(Command)).Ends(0);
        var length = Stopwatch.GetElapsedTime(began);
        var end = await estate.SpecificationsAsync();
        await TakeBackAsync(estate, start, "uninterrupted");

        for (var kill = 0; kill < kills; kill++)
        {
            var instant = length * (RandomNumberGenerator.GetInt32(10_000) / 10_000.0);
            var server = kill % 4 == 3 && Machine.IsThere(clusters) ? Contexts[RandomNumberGenerator.GetInt32(Contexts.Length)] : null;
            var words = $"kill {kill + 1} of {kills} after {instant.TotalSeconds:0.0} s of {length.TotalSeconds:0.0} s{(server is null ? "" : $" with the API server of {server}")}";
            var before = await estate.RevisionsAsync();

            var seen = await KillAsync(estate, instant, server);

            if (kill % 2 == 0)
            {
                (await estate.RunAsync(Command)).Ends(0);
                Same(end, await estate.SpecificationsAsync(), words);
                Assert.All(await estate.RevisionsAsync(), workload => Assert.InRange(workload.Value - before[workload.Key], 0, 1));
            }

            await TakeBackAsync(estate, start, words);
            // There and back are two templates, whatever was interrupted.
            Assert.All(await estate.RevisionsAsync(), workload => Assert.InRange(workload.Value - before[workload.Key], 0, 2));
            TestContext.Current.SendDiagnosticMessage($"{words}, at \"{seen}\": {(kill % 2 == 0 ? "completed, then taken back" : "taken back")}");
        }
    }

    static async Task TakeBackAsync(TestedEstate estate, SortedDictionary<string, string> start, string words)
    {
        var run = await estate.RunAsync("Rollback");

        // Before the first change there is nothing to undo.
        var nothing = run.Text.Contains("no release to undo", StringComparison.Ordinal) || run.Text.Contains("undone already", StringComparison.Ordinal);
        Assert.True(run.ExitCode == (nothing ? 2 : 0), $"{words}: {run.ExitCode}\n{run.Text}");
        Same(start, await estate.StandingAsync(), words);
    }

    static void Same(SortedDictionary<string, string> wanted, SortedDictionary<string, string> seen, string words) => Assert.True(
        wanted.SequenceEqual(seen),
        $"{words}:\n{string.Join('\n', wanted.Keys.Where(key => wanted[key] != seen.GetValueOrDefault(key)).Select(key => $"{key}\n  {wanted[key]}\n  {seen.GetValueOrDefault(key)}"))}");

    // The last line of the run that was killed.
    static async Task<string> KillAsync(TestedEstate estate, TimeSpan instant, string? server)
    {
        using var run = estate.Start(Command);
        await Task.Delay(instant, TimeProvider.System, TestContext.Current.CancellationToken);
        run.Kill();
        if (server is not null)
        {
            await Machine.RestartApiAsync(server);
        }

        return (await run.EndAsync()).Lines.LastOrDefault() ?? "";
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>The shipped runbook in full, killed at every change that it sends to a cluster (or every k-th), once while the change is on its way and once when it
/// has landed; each time the same command follows, and the estate has to be that of a release that nobody killed. Takes an hour or two: two runs for each kill.
/// Loads and gates change nothing and are left out: on a machine as busy as this one then is, they prove nothing either.</summary>
static class KillEverywhere
{
    /// <summary>What chooses it on the command line; two numbers may follow: to take every k-th boundary, and to begin with the n-th, where an earlier run was stopped.</summary>
    public const string Option = "--kills";

    /// <summary>How many releases run side by side, each on an estate of its own: one alone waits for a third of its time.</summary>
    static int AtOnce => Environment.ProcessorCount * 3 / 2;

    /// <summary>The numbers, 1 for each that is not given; null when one is none.</summary>
    public static (int Every, int First)? NumbersOf(string[] arguments)
    {
        int[] numbers = [.. arguments.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        return numbers.Length > 2 || numbers.Contains(0) ? null : (numbers.ElementAtOrDefault(0) is > 0 and var every ? every : 1, numbers.ElementAtOrDefault(1) is > 0 and var first ? first : 1);
    }

    public static async Task RunAsync(int every, int first)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var release = await new KillableRelease(["Release", "--version", "2.3.1"], ShortRunbook.WithoutMeasuringAndWaiting).LearnAsync();
        Boundary[] all = [.. release.Changes.SelectMany(change => new[] { change with { Moment = Moment.Sent }, change })];
        Boundary[] chosen = [.. all.Skip(first - 1).Where((_, index) => index % every == 0)];
        await Console.Out.WriteLineAsync($"{release.Changes.Count} changes, {all.Length} boundaries, {chosen.Length} of them to be killed at");
        var verdicts = new ConcurrentQueue<KillVerdict>();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (boundary, _) =>
        {
            var verdict = await KillAsync(release, boundary);
            verdicts.Enqueue(verdict);
            await Console.Out.WriteLineAsync($"{verdicts.Count,4}  {verdict}");
        });

        foreach (var line in Summary(verdicts, TimeProvider.System.GetElapsedTime(begin)))
        {
            await Console.Out.WriteLineAsync($"{line}");
        }
    }

    // An estate that died on its own is one bad verdict, not the end of an hour's work.
    static async Task<KillVerdict> KillAsync(UninterruptedRelease release, Boundary boundary)
    {
        try
        {
            return await release.KillAndRepeatAsync(boundary);
        }
        catch (Exception gone) when (gone is HttpRequestException or TimeoutException or IOException)
        {
            return new KillVerdict(boundary, WasReached: true, [$"the estate could not be looked at: {gone.Message}"]);
        }
    }

    // Entries that go with others, and renewals of the lock, come when they come: a run may have ended before that one.
    static IEnumerable<Line> Summary(IReadOnlyCollection<KillVerdict> verdicts, TimeSpan took)
    {
        var reached = verdicts.Where(verdict => verdict.WasReached).ToArray();
        var good = reached.Count(verdict => verdict.IsGood);
        yield return new Line("kills: boundaries reached", Number(reached.Length), $"of {Number(verdicts.Count)}");
        yield return new Line("kills: the same command ended as if nobody had killed it", Number(good), good == reached.Length ? "met: all" : "over the goal: all");
        yield return new Line("kills: duration", Number((int)took.TotalMinutes) + " min");
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

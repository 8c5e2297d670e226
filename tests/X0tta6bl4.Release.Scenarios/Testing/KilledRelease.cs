namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>A release that was killed, and the estate as it left it.</summary>
sealed class KilledRelease(KillableRelease release, Checkout estate, EstateGate gate, Checkout runner, SortedDictionary<string, string> before, BuildRun first) : IAsyncDisposable
{
    const int Undone = 1;
    const int Waiting = 3;

    /// <summary>How the killed run ended.</summary>
    public BuildRun First => first;

    public bool WasReached => gate.WasReached;

    /// <summary>The same command again: the estate has to be that of a release that nobody killed, each object changed once.</summary>
    public async Task<IReadOnlyList<string>> RepeatAsync(UninterruptedRelease wanted)
    {
        var second = await runner.RunAsync(release.Arguments);
        // A helm that died in the middle leaves its release locked, which only the way back can mend. The run says so; it goes that way by itself, or waits for a human.
        if (second.Text.Contains("if none runs, roll back", StringComparison.Ordinal))
        {
            return second.ExitCode switch
            {
                Waiting => await RollBackAsync(),
                Undone => AsBefore(await estate.ReadEstateAsync()),
                var code => [$"the same command ended with {code}:\n{second.Text}"],
            };
        }

        var seen = await estate.ReadEstateAsync();
        return second.ExitCode != 0 ? [$"the same command ended with {second.ExitCode}:\n{second.Text}"] : [.. Differences(wanted.Estate, seen.Comparable()), .. Repeated(wanted)];
    }

    /// <summary>Rollback: the estate has to be as before.</summary>
    public async Task<IReadOnlyList<string>> RollBackAsync()
    {
        var second = await runner.RunAsync("Rollback");
        return second.ExitCode == 0 ? AsBefore(await estate.ReadEstateAsync()) : [$"Rollback ended with {second.ExitCode}:\n{second.Text}"];
    }

    public async ValueTask DisposeAsync()
    {
        await runner.DisposeAsync();
        await gate.DisposeAsync();
        await estate.DisposeAsync();
    }

    IReadOnlyList<string> AsBefore(EstateObjects seen) =>
        [.. Differences(before, seen.Lasting()), .. seen.Charts.Where(chart => !chart.Value.EndsWith("deployed", StringComparison.Ordinal)).Select(chart => $"{chart.Key} is {chart.Value}")];

    static IEnumerable<string> Differences(SortedDictionary<string, string> wanted, SortedDictionary<string, string> seen) =>
        wanted.Keys.Union(seen.Keys).Where(name => wanted.GetValueOrDefault(name) != seen.GetValueOrDefault(name))
            .Select(name => $"{name}: wanted {wanted.GetValueOrDefault(name, "nothing")}\n    saw {seen.GetValueOrDefault(name, "nothing")}");

    // Both runs came through the gate. A trial is a check: one that did not come to its end is made once more, with a copy of its own.
    IEnumerable<string> Repeated(UninterruptedRelease wanted) => gate.Landed
        .Where(landed => landed.Change.Kind == ChangeKind.Effect && !landed.Change.Subject.Contains("/namespaces/staging/", StringComparison.Ordinal)).GroupBy(landed => landed.Change)
        .Where(change => change.Count() > wanted.Changes.Count(once => once.Change == change.Key))
        .Select(change => $"{change.Key} landed {change.Count()} times");
}

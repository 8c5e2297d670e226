namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>What a release did that nobody killed.</summary>
/// <param name="Release">The release.</param>
/// <param name="Changes">Its changes, in order, as they landed.</param>
/// <param name="Estate">The estate afterwards, see <see cref="EstateObjects.Comparable"/>.</param>
sealed record UninterruptedRelease(KillableRelease Release, IReadOnlyList<Boundary> Changes, SortedDictionary<string, string> Estate)
{
    /// <summary>Kills it at a boundary, types the same command again, and says what is wrong then; empty when nothing is.</summary>
    public async Task<KillVerdict> KillAndRepeatAsync(Boundary boundary)
    {
        await using var killed = await Release.KillAsync(boundary);
        return killed.WasReached ? new KillVerdict(boundary, true, await killed.RepeatAsync(this)) : KillVerdict.Unreached(boundary, killed.First);
    }

    /// <summary>Kills it at a boundary, takes it back, and says what is wrong then; empty when nothing is.</summary>
    public async Task<KillVerdict> KillAndRollBackAsync(Boundary boundary)
    {
        await using var killed = await Release.KillAsync(boundary);
        return killed.WasReached ? new KillVerdict(boundary, true, await killed.RollBackAsync()) : KillVerdict.Unreached(boundary, killed.First);
    }
}

using CsCheck;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class WatchStateTests
{
    [Fact]
    public void A_release_that_is_watched_is_done_all_the_time()
    {
        JournalEntry[] entries = [new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start }, Started(1), Assessed(2), Ended(3, Ending.Failed)];

        Assert.All(Enumerable.Range(1, entries.Length), count => Assert.Equal((ReleaseOutcome.Done, false), (ReleaseState.Fold(entries[..count]).Outcome, ReleaseState.Fold(entries[..count]).IsOpen)));
    }

    [Fact]
    public void A_watch_that_was_never_begun_is_none() => Assert.Null(ReleaseState.Fold([Assessed(1), Ended(2, Ending.Done)]).Watch);

    [Fact]
    public void One_that_goes_on_keeps_its_beginning_and_names_the_gap()
    {
        var watch = ReleaseState.Fold([Started(0), Assessed(10), Started(25)]).Watch!;

        Assert.Equal((At(0), At(120), 2, null), (watch.From, watch.Until, watch.Runs.Length, watch.Ended));
        Assert.Equal([new WatchGap(At(10), At(25))], watch.Gaps);
        Assert.Equal("errors", Assert.Single(watch.Answers.Keys));
    }

    [Fact]
    public void A_gap_ends_with_the_watch() => Assert.Equal([new WatchGap(At(10), At(120))], ReleaseState.Fold([Started(0), Assessed(10), Started(500)]).Watch!.Gaps);

    [Fact]
    public void After_its_end_another_one_begins_anew()
    {
        var watch = ReleaseState.Fold([Started(0), Assessed(10), Ended(20, Ending.Done), new JournalEntry.WatchStarted(At(30), At(60), new WatchRule(), "anna", "runner-2") { At = At(30) }]).Watch!;

        Assert.Equal((At(30), At(60)), (watch.From, watch.Until));
        Assert.Empty(watch.Gaps);
        Assert.Empty(watch.Answers);
    }

    [Fact]
    public void Watching_changes_nothing_else_of_a_release() =>
        Gen.Int[0, 3].Array[0, 20].Sample(kinds =>
        {
            JournalEntry[] release = [.. SampleEntries.All.Where(entry => entry is not (JournalEntry.WatchStarted or JournalEntry.WatchAssessed or JournalEntry.WatchEnded))];
            var (before, after) = (ReleaseState.Fold(release), ReleaseState.Fold([.. release, .. kinds.Select((kind, minute) => Entry(kind, minute))]));
            return before.Outcome == after.Outcome && before.Effects.SequenceEqual(after.Effects) && before.Steps.Count == after.Steps.Count && before.LastChange == after.LastChange && before.IsOpen == after.IsOpen;
        });

    static JournalEntry Entry(int kind, int minute) => kind switch
    {
        0 => Started(minute),
        1 => Ended(minute, Ending.Done),
        _ => Assessed(minute),
    };

    static DateTimeOffset At(int minute) => Lab.Start.AddMinutes(minute);

    static JournalEntry.WatchStarted Started(int minute) => new(At(0), At(120), new WatchRule(), "anna", "runner-1") { At = At(minute) };

    static JournalEntry.WatchAssessed Assessed(int minute) => new([new WatchAnswer("errors", "at most 1 %", "0 %", Verdict.Passed, WatchCount.None)]) { At = At(minute) };

    static JournalEntry.WatchEnded Ended(int minute, Ending ending) => new(ending, "") { At = At(minute) };
}

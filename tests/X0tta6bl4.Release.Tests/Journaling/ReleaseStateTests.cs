using CsCheck;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class ReleaseStateTests
{
    static readonly Gen<JournalEntry[]> Journals = Gen.Select(Gen.Int[0, 12], Chosen.From("A/1/x/update", "A/1/y/update", "B/1/x/update")).Select(Entry).Array[0, 30];

    [Fact]
    public void Folding_step_by_step_equals_folding_the_whole() =>
        Journals.Sample(entries =>
        {
            var state = new ReleaseState();
            return entries.Select((entry, index) =>
            {
                state = state.With(entry);
                return Text(state) == Text(ReleaseState.Fold(entries[..(index + 1)]));
            }).All(same => same);
        });

    [Fact]
    public void What_is_to_undo_is_what_began_with_an_undo_and_did_not_end_undone() =>
        Journals.Sample(entries =>
        {
            var began = entries.OfType<JournalEntry.StepStarting>().Where(e => e.Undo is not null).Select(e => e.Step).Distinct();
            var due = began.Where(step => entries.Last(e => Touches(e, step)) is not JournalEntry.UndoEnded).ToHashSet();
            return ReleaseState.Fold(entries).ToUndo.Select(step => step.Step).ToHashSet().SetEquals(due);
        });

    [Fact]
    public void Undo_order_is_newest_first_and_the_first_try_counts()
    {
        var state = ReleaseState.Fold([Start("a"), Start("b"), Start("c"), Start("a"), Start("d", undo: false)]);

        Assert.Equal(["c", "b", "a"], state.ToUndo.Select(step => step.Step));
        Assert.Equal(2, state.Steps["a"].Tries);
    }

    [Fact]
    public void A_release_is_open_from_its_first_change_to_its_end()
    {
        JournalEntry[] entries = [Start("check", undo: false), Start("a"), Ended(ReleaseOutcome.Done)];

        Assert.Equal([false, true, false], entries.Select((_, index) => ReleaseState.Fold(entries[..(index + 1)]).IsOpen));
    }

    [Fact]
    public void A_done_release_that_changes_something_again_or_goes_back_is_open_again()
    {
        JournalEntry[] done = [Start("a"), Ended(ReleaseOutcome.Done)];

        Assert.True(ReleaseState.Fold([.. done, Start("a")]).IsOpen);
        Assert.True(ReleaseState.Fold([.. done, new JournalEntry.RollbackStarted("") { At = Lab.Start }]).IsOpen);
        Assert.False(ReleaseState.Fold([.. done, Start("check", undo: false)]).IsOpen);
    }

    [Theory]
    [InlineData(Ending.Done, true)]
    [InlineData(Ending.Skipped, true)]
    [InlineData(Ending.Failed, false)]
    [InlineData(Ending.Stopped, false)]
    public void A_stage_is_done_when_its_last_ending_was_good_and_no_rollback_followed(Ending last, bool done)
    {
        var state = ReleaseState.Fold([Stage(Ending.Failed), Stage(Ending.Done), Stage(last)]);

        Assert.Equal(done, state.IsDone("A"));
        Assert.False(state.With(new JournalEntry.RollbackStarted("") { At = Lab.Start }).IsDone("A"));
    }

    [Fact]
    public void Every_kind_of_entry_can_be_folded() =>
        Assert.All(SampleEntries.All, entry => Assert.Equal(entry.At, new ReleaseState().With(entry).LastAt));

    static JournalEntry Entry(int kind, string step) => kind switch
    {
        0 or 1 or 2 or 3 => Start(step),
        4 => Start(step, undo: false),
        5 or 6 => new JournalEntry.StepEnded(step, Ending.Done, "") { At = Lab.Start },
        7 => new JournalEntry.StepEnded(step, Ending.Failed, "") { At = Lab.Start },
        8 => new JournalEntry.UndoStarting(step) { At = Lab.Start },
        9 or 10 => new JournalEntry.UndoEnded(step, Ending.Done, "") { At = Lab.Start },
        11 => new JournalEntry.RollbackStarted("") { At = Lab.Start },
        _ => Stage(Ending.Done),
    };

    static bool Touches(JournalEntry entry, string step) =>
        entry is JournalEntry.UndoEnded undone && undone.Step == step || entry is JournalEntry.StepStarting started && started.Step == step;

    static JournalEntry.StepStarting Start(string step, bool undo = true) =>
        new(step, undo ? new UndoRecord.RevertFields("uid", "c", "image", []) { Workload = new WorkloadReference("east", "system", "Deployment", step), Limit = TimeSpan.FromMinutes(1) } : null) { At = Lab.Start };

    static JournalEntry.StageEnded Stage(Ending ending) => new("A", ending, "") { At = Lab.Start };

    static JournalEntry.ReleaseEnded Ended(ReleaseOutcome outcome) => new(outcome) { At = Lab.Start };

    static string Text(ReleaseState state) => string.Join(
        '\n',
        state.Steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.ToString())
            .Concat(state.Effects).Concat(state.Stages.Values.Select(s => s.ToString())).Append($"{state.RollingBack} {state.Outcome} {state.IsOpen}"));
}

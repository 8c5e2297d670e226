using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Tests.Runbooks;

namespace X0tta6bl4.Release.Tests.Journaling;

/// <summary>Journals written by earlier versions, kept as files: they must fold for ever, to the same state.</summary>
public sealed class RecordedJournalTests
{
    static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "X0tta6bl4.Release.Tests", "Journals", "v1");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.jsonl").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_journal_folds(string file) => Assert.NotNull(Fold(file).Opened);

    [Fact]
    public void A_release_that_was_done_is_done()
    {
        var state = Fold("done.jsonl");

        Assert.Equal((ReleaseOutcome.Done, false, "2.3.1"), (state.Outcome, state.IsOpen, state.Opened?.Version));
        Assert.True(state.IsDone("UpdateAgents"));
        Assert.Equal(4, state.Effects.Length);
    }

    [Fact]
    public void A_release_that_failed_and_was_undone_is_undone()
    {
        var state = Fold("failed-and-undone.jsonl");

        Assert.Equal((ReleaseOutcome.Undone, true), (state.Outcome, state.RollingBack));
        Assert.Empty(state.ToUndo);
    }

    [Fact]
    public void A_release_that_was_killed_can_still_be_undone()
    {
        var state = Fold("killed.jsonl");

        Assert.True(state.IsOpen);
        Assert.Equal(["UpdateAgents/1/agents@east/update", "UpdateGateway/1/gateway@east/update"], state.ToUndo.Select(step => step.Step));
        Assert.Equal("example/agents:2.3.0", ((UndoRecord.RevertFields)state.ToUndo.First().Undo!).Image);
    }

    static ReleaseState Fold(string file) => ReleaseState.Fold(JournalFile.Read(Path.Combine(Folder, file)));
}

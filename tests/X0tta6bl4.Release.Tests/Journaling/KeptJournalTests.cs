using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class KeptJournalTests
{
    static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task What_could_not_be_written_is_kept_but_no_undo_whose_effect_never_began()
    {
        var before = new JournalEntry.StageStarted("Prepare") { At = At };
        var told = new JournalEntry.RollbackStarted("disk full") { At = At };
        var workload = new WorkloadReference("east", "system", "Deployment", "gateway");
        var undo = new JournalEntry.StepStarting("step", new UndoRecord.DeleteCopy("mark") { Workload = workload, Limit = TimeSpan.Zero }) { At = At };
        var journal = new KeptJournal(new FullJournal(), [before]);

        await Assert.ThrowsAsync<IOException>(() => journal.AppendAsync(told, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<IOException>(() => journal.AppendAsync(undo, TestContext.Current.CancellationToken));

        Assert.Equal([before, told], journal.Entries);
    }

    sealed class FullJournal : IJournal
    {
        public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken) => Task.FromException(new IOException("No space left on device"));
    }
}

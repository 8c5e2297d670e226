using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class RedactingJournalTests
{
    const string Password = "s3cret\"word";

    [Fact]
    public async Task What_programs_say_is_cleaned_before_it_is_written()
    {
        var kept = new Kept();
        var fault = new Fault("K-CRASHLOOP", "pod", $"login {Password} refused", $"ask who knows {Password}", [$"log: {Password}"]);

        await Journal(kept).AppendAsync(new JournalEntry.StepEnded("a/1/b/c", Ending.Failed, $"saw {Password}", fault) { At = Lab.Start }, CancellationToken.None);
        await Journal(kept).AppendAsync(new JournalEntry.RunEnded(1, $"saw {Password}") { At = Lab.Start }, CancellationToken.None);
        await Journal(kept).AppendAsync(new JournalEntry.ProbesCounted("a/1", "api", new ProbeCount(2, 1, 0, 0, $"500 {Password}")) { At = Lab.Start }, CancellationToken.None);

        Assert.DoesNotContain(kept.Entries, entry => JournalJson.Write(entry).Contains("s3cret", StringComparison.Ordinal));
        Assert.All(kept.Entries, entry => Assert.Contains("***", JournalJson.Write(entry), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_undo_stays_exact_even_if_a_password_is_a_word_of_it()
    {
        var kept = new Kept();
        var redactor = new Redactor();
        redactor.Learn(new Secret("example"));

        await new RedactingJournal(kept, redactor).AppendAsync(SampleEntries.All.OfType<JournalEntry.StepStarting>().First(e => e.Undo is not null), CancellationToken.None);

        Assert.Equal("example/gateway:1", ((UndoRecord.RevertFields)((JournalEntry.StepStarting)kept.Entries[0]).Undo!).Image);
    }

    static RedactingJournal Journal(Kept kept)
    {
        var redactor = new Redactor();
        redactor.Learn(new Secret(Password));
        return new RedactingJournal(kept, redactor);
    }

    sealed class Kept : IJournal
    {
        public ImmutableArray<JournalEntry> Entries { get; private set; } = [];

        public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
        {
            Entries = Entries.Add(entry);
            return Task.CompletedTask;
        }
    }
}

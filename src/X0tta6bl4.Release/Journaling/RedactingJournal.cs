using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>Keeps secrets out of a journal: what programs and servers have said is cleaned before it is written. Identifiers and undo records are ours,
/// hold no foreign words, and stay as they are: an undo has to be exact.</summary>
/// <param name="inner">The journal.</param>
/// <param name="redactor">What is taken out.</param>
public sealed class RedactingJournal(IJournal inner, Redactor redactor) : IJournal
{
    /// <inheritdoc/>
    public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken) => inner.AppendAsync(Clean(entry, redactor), cancellationToken);

    /// <summary>An entry without secrets.</summary>
    public static JournalEntry Clean(JournalEntry entry, Redactor redactor) => entry switch
    {
        JournalEntry.StepEnded ended => ended with { Message = redactor.Clean(ended.Message), Fault = Clean(ended.Fault, redactor) },
        JournalEntry.UndoEnded ended => ended with { Message = redactor.Clean(ended.Message), Fault = Clean(ended.Fault, redactor) },
        JournalEntry.Assessed assessed => assessed with { Seen = redactor.Clean(assessed.Seen) },
        JournalEntry.BaselineMeasured measured => measured with { Trouble = redactor.Clean(measured.Trouble) },
        JournalEntry.ProbesCounted counted => counted with { Count = counted.Count with { FirstFailure = redactor.Clean(counted.Count.FirstFailure) } },
        JournalEntry.StageEnded ended => ended with { Message = redactor.Clean(ended.Message) },
        JournalEntry.RollbackStarted started => started with { Reason = redactor.Clean(started.Reason) },
        JournalEntry.RollbackEnded ended => ended with { Message = redactor.Clean(ended.Message) },
        JournalEntry.WatchAssessed assessed => assessed with { Answers = [.. assessed.Answers.Select(answer => answer with { Seen = redactor.Clean(answer.Seen) })] },
        JournalEntry.WatchEnded ended => ended with { Message = redactor.Clean(ended.Message) },
        JournalEntry.RunEnded ended => ended with { Message = redactor.Clean(ended.Message) },
        _ => entry,
    };

    static Fault? Clean(Fault? fault, Redactor redactor) => fault is null ? null : fault with { Message = redactor.Clean(fault.Message), Hint = redactor.Clean(fault.Hint), Evidence = [.. fault.Evidence.Select(redactor.Clean)] };
}

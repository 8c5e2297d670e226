using System.Collections.Immutable;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Journaling;

/// <summary>One fact of a release. The journal of a release is a list of these, in order, append-only; version 1 of the shape, named by its first entry.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(ReleaseOpened), "releaseOpened")]
[JsonDerivedType(typeof(RunStarted), "runStarted")]
[JsonDerivedType(typeof(StageStarted), "stageStarted")]
[JsonDerivedType(typeof(StepStarting), "stepStarting")]
[JsonDerivedType(typeof(StepEnded), "stepEnded")]
[JsonDerivedType(typeof(ChartChanged), "chartChanged")]
[JsonDerivedType(typeof(BaselineMeasured), "baselineMeasured")]
[JsonDerivedType(typeof(Assessed), "assessed")]
[JsonDerivedType(typeof(ProbesCounted), "probesCounted")]
[JsonDerivedType(typeof(EvidenceSaved), "evidenceSaved")]
[JsonDerivedType(typeof(StageEnded), "stageEnded")]
[JsonDerivedType(typeof(RollbackStarted), "rollbackStarted")]
[JsonDerivedType(typeof(UndoStarting), "undoStarting")]
[JsonDerivedType(typeof(UndoEnded), "undoEnded")]
[JsonDerivedType(typeof(RollbackEnded), "rollbackEnded")]
[JsonDerivedType(typeof(ReleaseEnded), "releaseEnded")]
[JsonDerivedType(typeof(WatchStarted), "watchStarted")]
[JsonDerivedType(typeof(WatchAssessed), "watchAssessed")]
[JsonDerivedType(typeof(WatchEnded), "watchEnded")]
[JsonDerivedType(typeof(RunEnded), "runEnded")]
public abstract record JournalEntry
{
    private protected JournalEntry()
    {
    }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A release came into being.</summary>
    /// <param name="Format">Version of the journal's shape; 1.</param>
    /// <param name="Id">Identifier, <c>VERSION-yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="Estate">The estate.</param>
    /// <param name="Version">Version to release.</param>
    /// <param name="Intent">See <see cref="Plan.Intent"/>.</param>
    /// <param name="Fingerprint">Fingerprint of the plan beside the journal.</param>
    public sealed record ReleaseOpened(int Format, string Id, string Estate, string Version, string Intent, string Fingerprint) : JournalEntry;

    /// <summary>A process began to work on the release.</summary>
    /// <param name="Operator">User name.</param>
    /// <param name="Host">Machine name.</param>
    /// <param name="Targets">Targets it was asked for.</param>
    public sealed record RunStarted(string Operator, string Host, string Targets) : JournalEntry;

    /// <summary>A stage began.</summary>
    /// <param name="Stage">The stage.</param>
    public sealed record StageStarted(string Stage) : JournalEntry;

    /// <summary>A step is about to have its effect.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Undo">How to undo it; null for a step without effect, or one whose effect an earlier entry announced.</param>
    public sealed record StepStarting(string Step, UndoRecord? Undo) : JournalEntry;

    /// <summary>A step ended.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Ending">How.</param>
    /// <param name="Message">What was found, in one line.</param>
    /// <param name="Fault">The named cause of a failure, if it has one.</param>
    public sealed record StepEnded(string Step, Ending Ending, string Message, Fault? Fault = null) : JournalEntry;

    /// <summary>Helm has made a revision.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Revision">The revision; what comes after it is somebody else's.</param>
    public sealed record ChartChanged(string Step, int Revision) : JournalEntry;

    /// <summary>A gate's question was answered before anything changed.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Gate">The gate.</param>
    /// <param name="Value">The value; null when there was none that could be used.</param>
    /// <param name="Requests">Number of requests behind it; null when nobody counted them.</param>
    /// <param name="Trouble">What is wrong with the answer; empty when nothing is.</param>
    public sealed record BaselineMeasured(string Step, string Gate, double? Value, double? Requests, string Trouble) : JournalEntry;

    /// <summary>Measurements were judged.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Subject">What was asked, in a few words.</param>
    /// <param name="Wanted">What was expected.</param>
    /// <param name="Seen">What was measured.</param>
    /// <param name="Verdict">The verdict.</param>
    public sealed record Assessed(string Step, string Subject, string Wanted, string Seen, Verdict Verdict) : JournalEntry
    {
        /// <summary>The measured values behind it, in order, the last one judged; null where they are not one number each.</summary>
        public ImmutableArray<MeasuredFigure>? Figures { get; init; }
    }

    /// <summary>Probes of availability were counted. Several of one phase and endpoint add up: each is from a run of its own.</summary>
    /// <param name="Phase">What the release was doing: <c>STAGE/WAVE</c>, or in a word what else.</param>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Count">What became of the probes.</param>
    public sealed record ProbesCounted(string Phase, string Endpoint, ProbeCount Count) : JournalEntry;

    /// <summary>What shows why a step failed was saved.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Path">The folder, below the release's own.</param>
    /// <param name="Files">Number of files in it.</param>
    public sealed record EvidenceSaved(string Step, string Path, int Files) : JournalEntry;

    /// <summary>A stage ended.</summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Ending">How.</param>
    /// <param name="Message">Why, in one line.</param>
    public sealed record StageEnded(string Stage, Ending Ending, string Message) : JournalEntry;

    /// <summary>The way back began.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record RollbackStarted(string Reason) : JournalEntry;

    /// <summary>A step's undo is about to have its effect.</summary>
    /// <param name="Step">The step's identifier.</param>
    public sealed record UndoStarting(string Step) : JournalEntry;

    /// <summary>A step's undo ended.</summary>
    /// <param name="Step">The step's identifier.</param>
    /// <param name="Ending">How.</param>
    /// <param name="Message">What was found, in one line.</param>
    /// <param name="Fault">The named cause of a failure, if it has one.</param>
    public sealed record UndoEnded(string Step, Ending Ending, string Message, Fault? Fault = null) : JournalEntry;

    /// <summary>The way back ended.</summary>
    /// <param name="Ending">Done when everything is as before; Failed or Stopped otherwise.</param>
    /// <param name="Message">What stands where, in one line.</param>
    public sealed record RollbackEnded(Ending Ending, string Message) : JournalEntry;

    /// <summary>The release ended; it is not open any more.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record ReleaseEnded(ReleaseOutcome Outcome) : JournalEntry;

    /// <summary>A process began to watch the release after it was done, or went on with that.</summary>
    /// <param name="From">When the watch began.</param>
    /// <param name="Until">When it ends, however often it is interrupted.</param>
    /// <param name="Rule">Its rule.</param>
    /// <param name="Operator">User name.</param>
    /// <param name="Host">Machine name.</param>
    public sealed record WatchStarted(DateTimeOffset From, DateTimeOffset Until, WatchRule Rule, string Operator, string Host) : JournalEntry;

    /// <summary>Subjects of a watch stand otherwise than before, or all of them are summed up. Not one entry for each question: see <see cref="WatchStanding"/>.</summary>
    /// <param name="Answers">How they stand.</param>
    public sealed record WatchAssessed(ImmutableArray<WatchAnswer> Answers) : JournalEntry;

    /// <summary>The watch ended.</summary>
    /// <param name="Ending">Done when all is well; Failed; Held when evidence is missing; Stopped by a signal that takes the release back; Skipped when it ended early, as it had nothing left to watch.</param>
    /// <param name="Message">Why, in one line.</param>
    public sealed record WatchEnded(Ending Ending, string Message) : JournalEntry;

    /// <summary>A process ended its work on the release.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Message">Why it ended, in one line.</param>
    public sealed record RunEnded(int ExitCode, string Message) : JournalEntry;
}

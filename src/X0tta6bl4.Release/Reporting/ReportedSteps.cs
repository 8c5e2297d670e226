using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting;

/// <summary>One step of the plan as it went.</summary>
/// <param name="Id">Identifier of the step, <c>STAGE/WAVE/LANE/STEP</c>.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Lane">The placement, <c>COMPONENT@CLUSTER</c>, or what else it is about.</param>
/// <param name="Title">What it does, as an imperative phrase.</param>
/// <param name="Changes">True when it changes the estate.</param>
/// <param name="Tries">When it ran, in order; empty when it did not.</param>
/// <param name="Undos">When it was undone, in order; empty when it was not.</param>
public sealed record ReportedStep(string Id, string Stage, string Lane, string Title, bool Changes, ImmutableArray<ReportedSpan> Tries, ImmutableArray<ReportedSpan> Undos);

/// <summary>Something that took time.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Ended">When it ended; for something that never did, the last sign of life of its run.</param>
/// <param name="Ending">How it ended; null when it never did.</param>
/// <param name="Message">What was found; empty when it did not end.</param>
/// <param name="Fault">The named cause of a failure; null for none.</param>
public sealed record ReportedSpan(DateTimeOffset Started, DateTimeOffset Ended, Ending? Ending, string Message, Fault? Fault = null)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => Ended - Started;
}

/// <summary>One way back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Span">When, and what came of it.</param>
public sealed record ReportedRollback(string Reason, ReportedSpan Span);

using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>One process that worked on the release.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Operator">User name.</param>
/// <param name="Host">Machine name.</param>
/// <param name="Targets">Targets it was asked for.</param>
/// <param name="ExitCode">Its exit code; null when it never ended properly.</param>
/// <param name="LastSeen">Its last entry.</param>
public sealed record ReportedRun(DateTimeOffset Started, string Operator, string Host, string Targets, int? ExitCode, DateTimeOffset LastSeen);

/// <summary>One stage as it went.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Owner">Role that answers for it.</param>
/// <param name="Budget">Its limit.</param>
/// <param name="Duration">From its first start to its last end; null when it did not run.</param>
/// <param name="Ending">Its last ending; null when it did not end.</param>
/// <param name="Message">Why.</param>
/// <param name="Spans">When it ran, in order; empty when it did not.</param>
public sealed record ReportedStage(string Name, string Owner, TimeSpan Budget, TimeSpan? Duration, Ending? Ending, string Message, ImmutableArray<ReportedSpan> Spans);

/// <summary>One placement or chart.</summary>
/// <param name="Step">Identifier of the step that changes it.</param>
/// <param name="Workload">The workload, <c>CLUSTER/NAMESPACE/kind/NAME</c>.</param>
/// <param name="Before">Version before: an image with tag and digest, or <c>chart</c> and its version.</param>
/// <param name="Planned">Version planned.</param>
/// <param name="Runs">Which of the two its specification has now: <c>planned</c>, <c>before</c>, or <c>unknown</c> when a change or an undo did not end well.</param>
/// <param name="Message">The last thing found about it.</param>
public sealed record ReportedPlacement(string Step, string Workload, string Before, string Planned, string Runs, string Message);

/// <summary>One undo.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Version">The version it returned to.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Message">What was found.</param>
public sealed record ReportedUndo(string Workload, string Version, Ending Ending, string Message);

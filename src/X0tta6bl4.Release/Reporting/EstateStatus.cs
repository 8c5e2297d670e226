using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;

namespace X0tta6bl4.Release.Reporting;

/// <summary>How an estate stands right now.</summary>
/// <param name="Estate">The estate.</param>
/// <param name="Release">The open release, or the last one; null when none is known.</param>
/// <param name="Locks">Each cluster's lock.</param>
/// <param name="Placements">What runs where.</param>
/// <param name="Next">What to type next; empty when nothing is left to do.</param>
public sealed record EstateStatus(string Estate, ReleaseRecord? Release, ImmutableArray<StatusLine> Locks, ImmutableArray<StatusLine> Placements, string Next);

/// <summary>One line of a status.</summary>
/// <param name="Subject">A cluster or a placement.</param>
/// <param name="Text">What is known of it.</param>
public sealed record StatusLine(string Subject, string Text);

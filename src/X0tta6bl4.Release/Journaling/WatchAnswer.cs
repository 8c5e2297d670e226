using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Journaling;

/// <summary>How one subject of a watch stands, as it was told.</summary>
/// <param name="Subject">What is asked, in a few words.</param>
/// <param name="Wanted">What is expected.</param>
/// <param name="Seen">What was measured last.</param>
/// <param name="Verdict">The last verdict.</param>
/// <param name="Count">What became of all its questions, those of earlier runs included.</param>
public sealed record WatchAnswer(string Subject, string Wanted, string Seen, Verdict Verdict, WatchCount Count);

using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.LoadTesting.Judging;

/// <summary>One thing that must be true of a load.</summary>
/// <param name="Wanted">What, as the script says it.</param>
/// <param name="Seen">What was measured.</param>
/// <param name="Verdict">Whether it is true.</param>
/// <param name="Strict">False for one that is only reported.</param>
public sealed record LoadCheck(string Wanted, string Seen, Verdict Verdict, bool Strict);

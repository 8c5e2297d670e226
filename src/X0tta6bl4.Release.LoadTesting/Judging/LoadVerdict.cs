using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.LoadTesting.Judging;

/// <summary>What is made of a load.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Why">Its reason, in a sentence.</param>
/// <param name="Checks">What had to be true, one by one.</param>
public sealed record LoadVerdict(Verdict Verdict, string Why, ImmutableArray<LoadCheck> Checks);

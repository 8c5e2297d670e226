namespace X0tta6bl4.Release.LoadTesting;

/// <summary>How one request ended.</summary>
/// <param name="ResponseTime">Time from when it was due to the end of the answer; null when there was no answer in time.</param>
/// <param name="Failure">Why it counts as failed, in a few words; empty when it does not.</param>
internal readonly record struct Outcome(TimeSpan? ResponseTime, string Failure);

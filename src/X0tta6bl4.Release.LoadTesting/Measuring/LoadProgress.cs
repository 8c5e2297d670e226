namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>How far a load is.</summary>
/// <param name="At">Time since its beginning.</param>
/// <param name="Length">Time until nobody comes any more, from its beginning.</param>
/// <param name="Total">What was seen so far.</param>
/// <param name="LastSecond">The last second; null in the first one.</param>
/// <param name="FirstFailure">The first failure in a few words; empty when there was none.</param>
public sealed record LoadProgress(TimeSpan At, TimeSpan Length, LoadFigures Total, Second? LastSecond, string FirstFailure);

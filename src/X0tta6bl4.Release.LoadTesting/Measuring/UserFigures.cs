namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Users.</summary>
/// <param name="Arrived">Who came.</param>
/// <param name="Left">Whose way has ended.</param>
/// <param name="Failed">Those of them with a failed request.</param>
/// <param name="TurnedAway">Who was turned away because too many were under way.</param>
public sealed record UserFigures(long Arrived, long Left, long Failed, long TurnedAway);

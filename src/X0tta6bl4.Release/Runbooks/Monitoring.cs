namespace X0tta6bl4.Release.Runbooks;

/// <summary>How to see that monitoring is alive.</summary>
/// <param name="Age">Query whose every sample is the age of a measurement in seconds.</param>
/// <param name="AtMost">Greatest age. Default 2 minutes.</param>
public sealed record Monitoring(string Age, TimeSpan AtMost);

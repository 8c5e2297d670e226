namespace X0tta6bl4.Release.Running;

/// <summary>What is probed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Call">What each probe is.</param>
/// <param name="Status">Status of a good answer; null when any answer is good.</param>
/// <param name="RatePerSecond">Probes per second, 1 to 1000.</param>
/// <param name="Timeout">Limit for one answer, from when its probe was due; above zero.</param>
public sealed record ProbeTarget(string Name, EndpointCall Call, int? Status, int RatePerSecond, TimeSpan Timeout);

namespace X0tta6bl4.Release.Running;

/// <summary>A load of equal requests.</summary>
/// <param name="Call">What each request is.</param>
/// <param name="Status">Status of a good answer.</param>
/// <param name="RatePerSecond">Requests a second; above zero.</param>
/// <param name="Duration">How long requests are due; above zero.</param>
/// <param name="WarmUp">Time before that with the same rate, which is not counted; zero or more.</param>
/// <param name="Connections">Most requests under way at the same time, 1 to 1000; what is due beyond that waits, and its waiting counts.</param>
/// <param name="Timeout">Limit for one answer, from when its request was due; above zero.</param>
public sealed record LoadProfile(EndpointCall Call, int Status, double RatePerSecond, TimeSpan Duration, TimeSpan WarmUp, int Connections, TimeSpan Timeout);

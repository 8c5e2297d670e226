namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Requests and how long they took.</summary>
/// <param name="Due">Requests that were due.</param>
/// <param name="Ended">Those that ended, with or without an answer.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="PerSecond">Answers and failures a second, on the average.</param>
/// <param name="Response">Response times: from when a request was due.</param>
/// <param name="Service">Service times: from when it was sent.</param>
/// <param name="Lag">How late the generator was.</param>
public sealed record LoadFigures(long Due, long Ended, long Failed, double PerSecond, LatencyFigures Response, LatencyFigures Service, LatencyFigures Lag);

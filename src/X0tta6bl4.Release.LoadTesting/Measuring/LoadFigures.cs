using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Requests and how long they took.</summary>
/// <param name="Due">Requests that were due.</param>
/// <param name="Ended">Those that ended, with or without an answer.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="PerSecond">Answers and failures a second, on the average.</param>
/// <param name="Response">Response times: from when a request was due.</param>
/// <param name="Service">Service times: from when it was sent.</param>
/// <param name="Lag">How late the generator was.</param>
public sealed record LoadFigures(long Due, long Ended, long Failed, double PerSecond, LatencyFigures Response, LatencyFigures Service, LatencyFigures Lag)
{
    /// <summary>How late almost all were sent: 99 % of a thousand or more, 95 % of a hundred, 90 % of fewer, where one late request says little.</summary>
    [JsonIgnore]
    public TimeSpan JudgedLag => Lag.Count >= 1000 ? Lag.P99 : Lag.Count >= 100 ? Lag.P95 : Lag.P90;
}

using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>How one public endpoint is watched from before the first change of a release until after the last.</summary>
public sealed record AvailabilityProbe
{
    /// <summary>Share of the distance between two probes by which each may be moved, so that they do not keep step with anything.</summary>
    public const double Jitter = 0.25;

    /// <summary>What each probe is: a request that a user would make.</summary>
    public required EndpointRequest Request { get; init; }

    /// <summary>Probes per second, 1 to 1000; sent whether or not earlier ones were answered. Default 20.</summary>
    public required int Rate { get; init; }

    /// <summary>Limit for one answer. Default 5 seconds.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Greatest share of probes that fail within a stage, 0.01 for 1 %; more fail the stage. Default 1 %.</summary>
    public required double FailedAtMost { get; init; }

    /// <summary>The endpoint's name.</summary>
    [JsonIgnore]
    public string Endpoint => Request.Endpoint;

    /// <summary>Longest time between two probes: a shorter outage can be missed.</summary>
    [JsonIgnore]
    public TimeSpan Spacing => TimeSpan.FromSeconds((1 + Jitter) / Rate);
}

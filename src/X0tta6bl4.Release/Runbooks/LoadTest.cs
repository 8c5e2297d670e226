namespace X0tta6bl4.Release.Runbooks;

/// <summary>A short load on one component after the release.</summary>
public sealed record LoadTest
{
    /// <summary>The component that it is about.</summary>
    public required string Component { get; init; }

    /// <summary>What each request is.</summary>
    public required EndpointRequest Request { get; init; }

    /// <summary>Requests per second, 1 to 10,000; sent whether or not earlier ones were answered.</summary>
    public required int Rate { get; init; }

    /// <summary>How long. Default 30 seconds.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Time before that with the same rate, which does not count. Default 2 seconds.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>Greatest share of requests that fail, 0.01 for 1 %. Default 1 %.</summary>
    public required double FailedAtMost { get; init; }

    /// <summary>Greatest 95th percentile of the response time; null when it does not matter.</summary>
    public TimeSpan? P95AtMost { get; init; }
}

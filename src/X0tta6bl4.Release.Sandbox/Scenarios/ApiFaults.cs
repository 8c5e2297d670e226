namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>How often requests to the Kubernetes API go wrong; shares are of all requests, 0 to 1, and exclude each other.</summary>
internal sealed record ApiFaults
{
    /// <summary>The same seed makes the same request of the same kind fail in the same way.</summary>
    public required int Seed { get; init; }

    /// <summary>Share answered 429 with Retry-After.</summary>
    public double TooManyRequests { get; init; }

    /// <summary>Share answered 500; writes among them have been applied or not, half and half.</summary>
    public double InternalErrors { get; init; }

    /// <summary>Share answered 503.</summary>
    public double Unavailable { get; init; }

    /// <summary>Share that is held up for <see cref="Hang"/>.</summary>
    public double Hangs { get; init; }

    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Share of the watches that are cut after a few events or seconds.</summary>
    public double CutWatches { get; init; }

    /// <summary>Share of the watches that are told at once that their resourceVersion is too old.</summary>
    public double ExpiredWatches { get; init; }
}

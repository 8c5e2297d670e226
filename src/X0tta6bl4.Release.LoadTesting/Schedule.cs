namespace X0tta6bl4.Release.LoadTesting;

/// <summary>When each request is due. Nothing that happens on the way moves it. Pure.</summary>
internal sealed class Schedule
{
    readonly double rate;
    readonly long warmUps;

    /// <summary>Makes a schedule of equal distances: first the warm-up, then what counts.</summary>
    /// <param name="ratePerSecond">Requests a second; above zero.</param>
    /// <param name="warmUp">Length of the warm-up; zero or more.</param>
    /// <param name="duration">Length of what counts; above zero.</param>
    public Schedule(double ratePerSecond, TimeSpan warmUp, TimeSpan duration)
    {
        rate = ratePerSecond;
        warmUps = DueWithin(warmUp);
        Count = warmUps + Math.Max(1, DueWithin(duration));
    }

    /// <summary>Number of requests, warm-up included.</summary>
    public long Count { get; }

    /// <summary>When a request is due, from the start.</summary>
    /// <param name="index">Which, from zero.</param>
    public TimeSpan Due(long index) => TimeSpan.FromTicks((long)Math.Round(index / rate * TimeSpan.TicksPerSecond));

    /// <summary>True when a request is no warm-up.</summary>
    /// <param name="index">Which, from zero.</param>
    public bool Counts(long index) => index >= warmUps;

    // Rounded first: 1.1 a second for ten seconds are eleven requests, and not a twelfth for the sake of the sixteenth digit.
    long DueWithin(TimeSpan length) => (long)Math.Ceiling(Math.Round(rate * length.TotalSeconds, 6));
}

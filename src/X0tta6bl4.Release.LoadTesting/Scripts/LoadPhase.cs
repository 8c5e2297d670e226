namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A part of a load test: how many virtual users arrive in it, and when. Phases follow one another.</summary>
public sealed record LoadPhase
{
    /// <summary>The phase's name; null when the script gives none.</summary>
    public string? Name { get; init; }

    /// <summary>How long it lasts; more than zero, at most a day.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Arrivals per second at its beginning; 0 for a pause and for a phase that has a <see cref="Count"/>.</summary>
    public double From { get; init; }

    /// <summary>Arrivals per second at its end; as <see cref="From"/> when the rate stays.</summary>
    public double To { get; init; }

    /// <summary>How many users arrive in all, evenly over the phase (<c>arrivalCount</c>); null when a rate rules.</summary>
    public int? Count { get; init; }

    /// <summary>Most users at the same time (<c>maxVusers</c>); who arrives beyond is skipped. Null for any number.</summary>
    public int? MostUsers { get; init; }

    /// <summary>True when users arrive by chance at the rate (<c>mode: poisson</c>) instead of evenly.</summary>
    public bool Poisson { get; init; }
}

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>A stretch of time and the users who arrive in it.</summary>
internal sealed record ArrivalPhase
{
    /// <summary>How long it lasts; above zero.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Users a second at its beginning; zero or more.</summary>
    public double From { get; init; }

    /// <summary>Users a second at its end; zero or more. In between the rate changes evenly.</summary>
    public double To { get; init; }

    /// <summary>That many users at equal distances, in place of a rate; null for a rate.</summary>
    public int? Count { get; init; }

    /// <summary>True for distances as between users who know nothing of each other (a Poisson process of the same rate), false for equal ones.</summary>
    public bool Poisson { get; init; }

    /// <summary>Most users under way at once; who arrives beyond that is turned away, and counted; null for no limit.</summary>
    public int? MostUsers { get; init; }

    /// <summary>True for a warm-up, whose requests are sent and not counted.</summary>
    public bool WarmUp { get; init; }

    /// <summary>How many users arrive where their distances are not left to chance.</summary>
    public long Users => Count ?? (long)Math.Ceiling(Math.Round((From + To) / 2 * Length.TotalSeconds, 6));

    /// <summary>When a user is due, from the phase's beginning: where so many have arrived by the rate. Pure.</summary>
    /// <param name="index">Which user, from zero; what follows the last one is due never.</param>
    public TimeSpan Due(long index)
    {
        if (index >= Users)
        {
            return TimeSpan.MaxValue;
        }

        return Count is { } count ? Length * ((double)index / count) : TimeSpan.FromTicks((long)Math.Round(Seconds(index) * TimeSpan.TicksPerSecond));
    }

    /// <summary>The moment at which a number of arrivals is expected, from the phase's beginning. Pure.</summary>
    /// <param name="arrivals">The number.</param>
    public double Seconds(double arrivals)
    {
        var growth = (To - From) / Length.TotalSeconds;

        // The root of From t + growth t² / 2 = arrivals, in the form that stays exact when growth is next to nothing.
        return arrivals <= 0 && From > 0 ? 0 : 2 * arrivals / (From + Math.Sqrt(Math.Max(0, (From * From) + (2 * growth * arrivals))));
    }
}

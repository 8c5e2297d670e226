using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>When each user is due, phase after phase. Nothing that happens on the way moves it.</summary>
/// <param name="phases">The phases.</param>
/// <param name="chance">Even numbers from 0 up to 1, for phases that leave distances to chance.</param>
internal sealed class Arrivals(ImmutableArray<ArrivalPhase> phases, Func<double> chance)
{
    TimeSpan phaseStart;
    int phase;
    long index;
    double expected;

    /// <summary>The length of all phases.</summary>
    public TimeSpan Length { get; } = phases.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Length);

    /// <summary>The next arrival; false when there is none any more.</summary>
    public bool TryNext(out Arrival arrival)
    {
        for (; phase < phases.Length; phaseStart += phases[phase++].Length, index = 0, expected = 0)
        {
            var due = Due(phases[phase]);
            if (due < phases[phase].Length)
            {
                arrival = new Arrival(phaseStart + due, phase);
                return true;
            }
        }

        arrival = default;
        return false;
    }

    TimeSpan Due(ArrivalPhase one)
    {
        if (!one.Poisson || one.Count is not null)
        {
            return one.Due(index++);
        }

        // A Poisson process whose rate changes is an even one with its time bent.
        expected -= Math.Log(1 - chance());
        var seconds = expected >= (one.From + one.To) / 2 * one.Length.TotalSeconds ? double.PositiveInfinity : one.Seconds(expected);
        return seconds < one.Length.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Values as places on a line from 0 to 1, with labels at round values. Pure.</summary>
sealed class ValueScale
{
    /// <summary>Most labels of a line.</summary>
    const int MostTicks = 6;

    /// <summary>Products of round numbers are not quite round.</summary>
    const double Slack = 1e-9;

    static readonly int[] Round = [1, 2, 5];

    readonly Func<double, double> place;

    ValueScale(ImmutableArray<double> ticks, Func<double, double> place) => (Ticks, this.place) = (ticks, place);

    /// <summary>Values worth a label, ascending.</summary>
    public ImmutableArray<double> Ticks { get; }

    /// <summary>A line from zero to the next round value.</summary>
    /// <param name="most">Greatest value; anything but a positive number gives a line to 1.</param>
    public static ValueScale Linear(double most)
    {
        var top = most > 0 && double.IsFinite(most) ? most : 1;
        var step = Rounds(top / MostTicks).First(step => step >= top / (MostTicks - 2));
        var count = (int)Math.Ceiling((top / step) - Slack);
        return new ValueScale([.. Enumerable.Range(0, count + 1).Select(index => index * step)], value => value / (count * step));
    }

    /// <summary>A line on which equal distances are equal ratios, from the round value below the least to the one above the greatest.</summary>
    /// <param name="least">Least value, above zero.</param>
    /// <param name="most">Greatest value, no smaller.</param>
    public static ValueScale Logarithmic(double least, double most)
    {
        var low = Rounds(least / 10).TakeWhile(value => value <= least * (1 + Slack)).Last();
        var between = Rounds(low).Skip(1).TakeWhile(value => value < most * (1 - Slack)).ToArray();
        var high = Rounds(low).ElementAt(between.Length + 1);
        var (bottom, length) = (Math.Log(low), Math.Log(high) - Math.Log(low));
        return new ValueScale(Fewer([low, .. between, high]), value => value <= 0 ? 0 : (Math.Log(value) - bottom) / length);
    }

    /// <summary>Where a value is; what is beyond the line is at its end.</summary>
    public double At(double value) => Math.Clamp(place(value), 0, 1);

    // Powers of ten are enough for a long line.
    static ImmutableArray<double> Fewer(ImmutableArray<double> ticks) =>
        ticks.Length <= MostTicks ? ticks : [.. ticks.Where(tick => Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick)))< 1e-6)];

    // 1, 2, 5, 10, 20 … from the power of ten at or below a value.
    static IEnumerable<double> Rounds(double from)
    {
        for (var power = (int)Math.Floor(Math.Log10(from) + Slack); ; power++)
        {
            foreach (var digit in Round)
            {
                var value = digit * Math.Pow(10, power);
                if (value >= from * (1 - Slack))
                {
                    yield return value;
                }
            }
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Distributions in the text form that plotters of HDR histograms read, see <see cref="Distributions"/>. Pure.</summary>
public static class DistributionText
{
    static readonly double Longest = TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The points of a distribution, shares ascending from 0 to 1; what is no such line is passed over.</summary>
    /// <param name="text">The text, times in milliseconds.</param>
    public static ImmutableArray<(double Share, TimeSpan Time)> Read(string text) =>
        [.. text.Split('\n').Select(Point).OfType<(double Share, TimeSpan Time)>()];

    static (double Share, TimeSpan Time)? Point(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length >= 3
            && Number(parts[0]) is { } time && time <= Longest
            && Number(parts[1]) is { } share && share <= 1
            && Number(parts[2]) is not null
            ? (share, TimeSpan.FromMilliseconds(time))
            : null;
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

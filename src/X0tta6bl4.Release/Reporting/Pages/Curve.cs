using System.Globalization;
using System.Text;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Lines and areas in a box that is stretched to the width there is. Points are shares of the box, from its lower left corner.</summary>
static class Curve
{
    const int Width = 1000;

    /// <summary>A box for lines and areas of the same height.</summary>
    /// <param name="top">Pixels above it.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="content">What is in it.</param>
    public static Markup Box(int top, int height, Markup content) =>
        Markup.Of($"<svg class=\"box\" aria-hidden=\"true\" y=\"{top}\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" preserveAspectRatio=\"none\">{content}</svg>");

    /// <summary>A line. Where a point has no value, it is interrupted.</summary>
    public static Markup Line(string name, int height, IEnumerable<Spot> spots) =>
        Markup.Of($"<path class=\"line {name}\" d=\"{string.Concat(Unbroken(spots).Select(part => Path(part, height, 'M')))}\"/>");

    /// <summary>What lies between two lines.</summary>
    public static Markup Area(string name, int height, IEnumerable<(double X, double? Low, double? High)> spots)
    {
        var both = spots.ToArray();
        var low = Unbroken(both.Select(spot => new Spot(spot.X, spot.High is null ? null : spot.Low)));
        var high = Unbroken(both.Select(spot => new Spot(spot.X, spot.Low is null ? null : spot.High)));
        return Markup.Of($"<path class=\"area {name}\" d=\"{string.Concat(high.Zip(low, (above, below) => Path(above, height, 'M') + Path([.. below.Reverse<Spot>()], height, 'L') + "Z"))}\"/>");
    }

    static IEnumerable<IReadOnlyList<Spot>> Unbroken(IEnumerable<Spot> spots)
    {
        var part = new List<Spot>();
        foreach (var spot in spots.Append(new Spot(0, null)))
        {
            if (spot.Y is not null)
            {
                part.Add(spot);
            }
            else if (part.Count > 0)
            {
                yield return part;
                part = [];
            }
        }
    }

    // A single point is a line without length, which round ends make a dot.
    static string Path(IReadOnlyList<Spot> part, int height, char first)
    {
        var path = new StringBuilder();
        foreach (var spot in part)
        {
            path.Append(path.Length == 0 ? first : 'L').Append(Number(spot.X * Width)).Append(' ').Append(Number((1 - spot.Y!.Value) * height));
        }

        return part.Count == 1 && first == 'M' ? path.Append("h0").ToString() : path.ToString();
    }

    static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>A point.</summary>
/// <param name="X">How far to the right, 0 to 1.</param>
/// <param name="Y">How far up, 0 to 1; null where nothing is known.</param>
readonly record struct Spot(double X, double? Y);

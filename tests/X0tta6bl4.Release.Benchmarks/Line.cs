using System.Globalization;

namespace X0tta6bl4.Release.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Figures">What came out.</param>
/// <param name="Goal">The goal and whether it was met; empty for a figure that is there for comparison.</param>
sealed record Line(string Name, string Figures, string Goal = "")
{
    public static string Header { get; } = new Line("", Columns("min", "median", "max", ""), "goal").ToString();

    /// <summary>Least, median and largest of several runs; the median counts.</summary>
    public static Line OfRuns(string name, IEnumerable<double> values, string unit, double? goal = null)
    {
        var sorted = values.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        return new Line(name, Columns(Number(sorted[0]), Number(median), Number(sorted[^1]), unit), goal is { } limit ? Judge(median, limit, unit) : "");
    }

    /// <summary>Median, 99th percentile and largest of many; the percentile counts.</summary>
    public static Line OfMany(string name, IEnumerable<double> values, string unit, double goal)
    {
        var sorted = values.Order().ToArray();
        var rare = sorted[(int)Math.Ceiling(sorted.Length * 0.99) - 1];
        return new Line(name + " (p50, p99, max)", Columns(Number(sorted[sorted.Length / 2]), Number(rare), Number(sorted[^1]), unit), Judge(rare, goal, unit));
    }

    public override string ToString() => $"{Name,-66} {Figures,-32} {Goal}".TrimEnd();

    static string Judge(double value, double goal, string unit) => $"{(value <= goal ? "met" : "over the goal")}: {Number(goal)} {unit}";

    static string Columns(string first, string second, string third, string unit) => $"{first,8} {second,8} {third,8} {unit}";

    static string Number(double value) => value.ToString(value >= 100 ? "F0" : "F2", CultureInfo.InvariantCulture);
}

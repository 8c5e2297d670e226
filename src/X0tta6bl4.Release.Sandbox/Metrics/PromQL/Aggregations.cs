using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>One value for each group of series.</summary>
internal static class Aggregations
{
    public static ImmutableArray<Point> Of(Expression.Aggregation aggregation, ImmutableArray<Point> points, double parameter, long at)
    {
        var groups = points.GroupBy(point => aggregation.By ? point.Labels.Only(aggregation.Labels) : point.Labels.WithoutName().Without(aggregation.Labels));
        return aggregation.Operator is "topk" or "bottomk"
            ? [.. groups.SelectMany(group => Best(aggregation.Operator, group).Take(double.IsNaN(parameter) ? 0 : (int)Math.Clamp(parameter, 0, int.MaxValue)))]
            : [.. groups.Select(group => new Point(group.Key, Value(aggregation.Operator, [.. group.Select(point => point.Value)]), at))];
    }

    static IEnumerable<Point> Best(string name, IEnumerable<Point> group) => name == "topk"
        ? group.OrderByDescending(point => double.IsNaN(point.Value) ? double.NegativeInfinity : point.Value)
        : group.OrderBy(point => double.IsNaN(point.Value) ? double.PositiveInfinity : point.Value);

    // The least and the greatest of numbers of which some are none are those of the others.
    static double Value(string name, double[] values) => name switch
    {
        "sum" => values.Sum(),
        "avg" => values.Average(),
        "count" => values.Length,
        "group" => 1,
        "min" => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Min(),
        "max" => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Max(),
        _ => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2))),
    };
}

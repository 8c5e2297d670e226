using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>Evaluates a query at one moment.</summary>
/// <param name="source">Where series come from.</param>
/// <param name="at">The moment, in milliseconds since 1970.</param>
internal sealed class Evaluator(ISampleSource source, long at)
{
    /// <summary>How old the newest sample of a series may be to count as its value now.</summary>
    const long Lookback = 5 * 60_000;

    static readonly string[] Elementwise = ["abs", "ceil", "floor", "round", "sqrt", "ln", "exp"];

    public static QueryValue Evaluate(string query, ISampleSource source, long at) => new Evaluator(source, at).Evaluate(Parser.Parse(query));

    public QueryValue Evaluate(Expression expression) => expression switch
    {
        Expression.Number number => new QueryValue.Scalar(number.Value),
        Expression.Text text => new QueryValue.Text(text.Value),
        Expression.Selector { Range: { } range } selector => Range(selector, range),
        Expression.Selector selector => Instant(selector),
        Expression.Negation negation => Negate(Evaluate(negation.Operand)),
        Expression.Binary binary => BinaryOperations.Of(binary, Evaluate(binary.Left), Evaluate(binary.Right), at),
        Expression.Aggregation aggregation => new QueryValue.Vector(Aggregations.Of(
            aggregation, Vector(aggregation.Operand), aggregation.Parameter is { } parameter ? Scalar(parameter) : 0, at)),
        Expression.Call call => Call(call),
        _ => throw new System.Diagnostics.UnreachableException(expression.GetType().Name),
    };

    QueryValue.Vector Instant(Expression.Selector selector)
    {
        var until = at - selector.Offset;
        return new([.. source.Select(selector.Matchers, until - Lookback, until).Where(series => series.Samples is [.., { IsStale: false }])
            .Select(series => new Point(series.Labels, series.Samples[^1].Value, series.Samples[^1].At))]);
    }

    QueryValue.Matrix Range(Expression.Selector selector, long range)
    {
        var until = at - selector.Offset;
        var series = source.Select(selector.Matchers, until - range, until)
            .Select(series => (series.Labels, Samples: (IReadOnlyList<Sample>)[.. series.Samples.Where(sample => !sample.IsStale)])).Where(series => series.Samples.Count > 0);
        return new([.. series], until - range, until);
    }

    static QueryValue Negate(QueryValue value) => value switch
    {
        QueryValue.Scalar scalar => new QueryValue.Scalar(-scalar.Value),
        QueryValue.Vector vector => new QueryValue.Vector([.. vector.Points.Select(point => point with { Labels = point.Labels.WithoutName(), Value = -point.Value })]),
        _ => throw QueryException.Parse(0, "unary expression only allowed on expressions of type scalar or instant vector"),
    };

    QueryValue Call(Expression.Call call) => (call.Function, call.Arguments.Length) switch
    {
        ("time", 0) => new QueryValue.Scalar(at / 1000.0),
        ("vector", 1) => new QueryValue.Vector([new Point(Labels.None, Scalar(call.Arguments[0]), at)]),
        ("scalar", 1) => new QueryValue.Scalar(Vector(call.Arguments[0]) is [var only] ? only.Value : double.NaN),
        ("timestamp", 1) => Map(call.Arguments[0], point => point.At / 1000.0),
        ("absent", 1) => Absent(call.Arguments[0]),
        ("clamp_min", 2) => Map(call.Arguments[0], point => Math.Max(point.Value, Scalar(call.Arguments[1]))),
        ("clamp_max", 2) => Map(call.Arguments[0], point => Math.Min(point.Value, Scalar(call.Arguments[1]))),
        ("histogram_quantile", 2) => new QueryValue.Vector([.. HistogramQuantile.Of(Scalar(call.Arguments[0]), Vector(call.Arguments[1]))]),
        ("rate", 1) => OverRange(call, (samples, from, until) => RangeFunctions.Rate(samples, from, until)),
        ("increase", 1) => OverRange(call, (samples, from, until) => RangeFunctions.Increase(samples, from, until)),
        ("irate", 1) => OverRange(call, (samples, _, _) => RangeFunctions.InstantRate(samples)),
        ("sum_over_time" or "avg_over_time" or "min_over_time" or "max_over_time" or "count_over_time" or "last_over_time", 1) =>
            OverRange(call, (samples, _, _) => RangeFunctions.OverTime(call.Function, samples)),
        (var name, 1) when Elementwise.Contains(name) => Map(call.Arguments[0], point => Number(name, point.Value)),
        _ => throw QueryException.Parse(call.At, $"unknown function with name \"{call.Function}\", or a wrong number of arguments"),
    };

    QueryValue.Vector Map(Expression argument, Func<Point, double> value) =>
        new([.. Vector(argument).Select(point => new Point(point.Labels.WithoutName(), value(point), at))]);

    QueryValue.Vector OverRange(Expression.Call call, Func<IReadOnlyList<Sample>, long, long, double?> value)
    {
        var matrix = Evaluate(call.Arguments[0]) as QueryValue.Matrix ?? throw QueryException.Parse(call.At, $"expected type range vector in call to function \"{call.Function}\"");
        return new([.. matrix.Series.Select(series => (series.Labels, Value: value(series.Samples, matrix.From, matrix.Until)))
            .Where(series => series.Value is not null).Select(series => new Point(series.Labels.WithoutName(), series.Value!.Value, at))]);
    }

    QueryValue.Vector Absent(Expression argument)
    {
        var equal = argument is Expression.Selector selector
            ? selector.Matchers.Where(matcher => matcher.Operator == "=" && matcher.Name != Labels.MetricName).Select(matcher => (matcher.Name, matcher.Value))
            : [];
        return new(Vector(argument).IsEmpty ? [new Point(Labels.Of(equal), 1, at)] : []);
    }

    ImmutableArray<Point> Vector(Expression expression) => Evaluate(expression) is QueryValue.Vector vector ? vector.Points : throw QueryException.Parse(0, "expected type instant vector");

    double Scalar(Expression expression) => Evaluate(expression) is QueryValue.Scalar scalar ? scalar.Value : throw QueryException.Parse(0, "expected type scalar");

    static double Number(string function, double value) => function switch
    {
        "abs" => Math.Abs(value),
        "ceil" => Math.Ceiling(value),
        "floor" => Math.Floor(value),
        "round" => Math.Floor(value + 0.5),
        "sqrt" => Math.Sqrt(value),
        "ln" => Math.Log(value),
        _ => Math.Exp(value),
    };
}

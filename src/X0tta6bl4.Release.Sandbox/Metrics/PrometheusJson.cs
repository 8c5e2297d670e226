using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Metrics.PromQL;

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>Answers as Prometheus writes them.</summary>
internal static class PrometheusJson
{
    public static JsonObject Of(QueryValue value, long at) => value switch
    {
        QueryValue.Scalar scalar => new() { ["resultType"] = "scalar", ["result"] = Pair(at, scalar.Value) },
        QueryValue.Text text => new() { ["resultType"] = "string", ["result"] = new JsonArray(at / 1000.0, text.Value) },
        QueryValue.Vector vector => new()
        {
            ["resultType"] = "vector",
            ["result"] = new JsonArray([.. vector.Points.Select(point => new JsonObject { ["metric"] = Of(point.Labels), ["value"] = Pair(at, point.Value) })]),
        },
        QueryValue.Matrix matrix => new()
        {
            ["resultType"] = "matrix",
            ["result"] = new JsonArray([.. matrix.Series.Select(series => new JsonObject
            {
                ["metric"] = Of(series.Labels),
                ["values"] = new JsonArray([.. series.Samples.Select(sample => Pair(sample.At, sample.Value))]),
            })]),
        },
        _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };

    public static JsonObject Of(Labels labels) => new(labels.Pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));

    public static JsonArray Pair(long at, double value) => new(at / 1000.0, Number(value));

    /// <summary>What a query gives at one moment of a range.</summary>
    public static IEnumerable<(Labels Labels, double Value)> Points(QueryValue value) => value switch
    {
        QueryValue.Scalar scalar => [(Labels.None, scalar.Value)],
        QueryValue.Vector vector => vector.Points.Select(point => (point.Labels, point.Value)),
        _ => throw QueryException.Parse(0, "invalid expression type for range query, must be Scalar or instant Vector"),
    };

    static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}

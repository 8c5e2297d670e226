using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Metrics;

/// <summary>The samples of a result. Pure.</summary>
internal static class Samples
{
    /// <summary>The samples of a vector, or the one of a scalar.</summary>
    /// <exception cref="JsonException">The result is shaped otherwise than its type says, or holds what is no number.</exception>
    public static ImmutableArray<MetricSample> Of(PrometheusData data) => data.ResultType == "scalar"
        ? [new MetricSample("", Value(data.Result.Deserialize<JsonElement[]>()))]
        : [.. (data.Result.Deserialize<PrometheusSeries[]>(JsonSerializerOptions.Web) ?? []).Select(series => new MetricSample(Labels(series.Metric ?? []), Value(series.Value)))];

    static double Value(JsonElement[]? timeAndValue) =>
        timeAndValue is not [_, { ValueKind: JsonValueKind.String } value] ? throw new JsonException("a sample without a value")
        : value.GetString() switch
        {
            "NaN" => double.NaN,
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new JsonException($"'{text}' is not a number"),
        };

    static string Labels(Dictionary<string, string> labels) =>
        labels.Count == 0 ? "" : $"{{{string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{Escaped(label.Value)}\""))}}}";

    static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

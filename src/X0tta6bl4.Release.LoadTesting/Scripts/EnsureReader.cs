using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads <c>config.ensure</c> or <c>config.plugins.ensure</c>: what must be true after the test.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class EnsureReader(ScriptReading reading)
{
    static readonly ImmutableArray<string> Legacy = ["min", "max", "median", "p50", "p95", "p99"];
    static readonly ImmutableArray<string> Keys = ["thresholds", "conditions", .. Legacy, "maxErrorRate"];
    static readonly ImmutableArray<string> ConditionKeys = ["expression", "strict"];

    /// <summary>Users that did not get to the end of their flow, in percent.</summary>
    static readonly Expression ErrorRate = ExpressionParser.Read("(vusers.created - vusers.completed) / vusers.created * 100").Expression!;

    /// <summary>Thresholds and conditions; none when the script has no such part.</summary>
    public (ImmutableArray<Threshold> Thresholds, ImmutableArray<Condition> Conditions) Read(YamlElement? element)
    {
        if (MapReader.Open(reading, element, "ensure", Keys) is not { } ensure)
        {
            return ([], []);
        }

        return (
            [.. ensure.Items("thresholds", "thresholds").SelectMany(ReadThresholds), .. Legacy.Select(key => ReadLegacy(ensure, key)).OfType<Threshold>()],
            [.. ensure.Items("conditions", "conditions").Select(ReadCondition).OfType<Condition>(), .. ReadErrorRate(ensure)]);
    }

    IEnumerable<Threshold> ReadThresholds(YamlElement element)
    {
        if (element is not YamlElement.Map { Entries.IsEmpty: false } map)
        {
            reading.Findings.AddWrong(element, "a metric and its limit, such as http.response_time.p95: 250");
            yield break;
        }

        foreach (var (key, value) in map.Entries)
        {
            if (Scalars.Number(reading, value, 0, double.MaxValue) is { } limit)
            {
                yield return Below(key.Text, limit, key.Text);
            }
        }
    }

    static Threshold? ReadLegacy(MapReader ensure, string key) =>
        ensure.Number(key, 0, double.MaxValue) is { } limit ? Below($"http.response_time.{key}", limit, key) : null;

    Condition? ReadCondition(YamlElement element)
    {
        if (MapReader.Open(reading, element, "a condition", ConditionKeys) is not { } condition)
        {
            return null;
        }

        var strict = condition.Truth("strict") ?? true;
        if (condition["expression"] is not { } text)
        {
            reading.Findings.Add(condition.Map.Start, "a condition needs an expression");
            return null;
        }

        return ExpressionReader.Read(reading, text) is { } expression
            ? new Condition { Text = ((YamlElement.Scalar)text).Text, Expression = expression, Strict = strict }
            : null;
    }

    static ImmutableArray<Condition> ReadErrorRate(MapReader ensure)
    {
        if (ensure.Number("maxErrorRate", 0, 100) is not { } percent)
        {
            return [];
        }

        return
        [
            new Condition
            {
                Text = string.Create(CultureInfo.InvariantCulture, $"maxErrorRate <= {percent}"),
                Expression = new Expression.Binary(Operation.AtMost, ErrorRate, new Expression.Number(percent)),
            },
        ];
    }

    static Threshold Below(string metric, double limit, string name) =>
        new(metric, limit, string.Create(CultureInfo.InvariantCulture, $"{name} < {limit}"));
}

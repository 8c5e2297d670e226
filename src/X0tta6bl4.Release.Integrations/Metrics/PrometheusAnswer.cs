using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.Integrations.Metrics;

/// <summary>An answer of Prometheus's HTTP API, version 1. What is not there is null.</summary>
/// <param name="Status"><c>success</c> or <c>error</c>.</param>
/// <param name="Error">What went wrong, in Prometheus's words.</param>
/// <param name="Data">The result.</param>
/// <param name="Warnings">What Prometheus says against its own answer. Its infos are advice on style and no part of this.</param>
internal sealed record PrometheusAnswer(string? Status, string? Error, PrometheusData? Data, string[]? Warnings)
{
    /// <summary>Reads an answer; null when the bytes are none.</summary>
    public static PrometheusAnswer? Read(ImmutableArray<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PrometheusAnswer>(body.AsSpan(), JsonSerializerOptions.Web) is { Status: "success" or "error" } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an API server says that stands between: the message of its Status; empty when the bytes are none.</summary>
    public static string WordsOfProxy(ImmutableArray<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<KubernetesStatus>(body.AsSpan(), JsonSerializerOptions.Web) is { Kind: "Status", Message: { } message } ? message : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    sealed record KubernetesStatus(string? Kind, string? Message);
}

/// <summary>The result of a query.</summary>
/// <param name="ResultType"><c>vector</c>, <c>scalar</c>, <c>matrix</c> or <c>string</c>.</param>
/// <param name="Result">The result, shaped by its type.</param>
internal sealed record PrometheusData(string? ResultType, JsonElement Result);

/// <summary>One series of a vector.</summary>
/// <param name="Metric">Its labels.</param>
/// <param name="Value">Time and value; null for a native histogram.</param>
internal sealed record PrometheusSeries(Dictionary<string, string>? Metric, JsonElement[]? Value);

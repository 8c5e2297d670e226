using System.Globalization;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Judging;

/// <summary>Figures of a load under the names that Artillery gives them; times in milliseconds. A response time counts from when its request was due.</summary>
internal static class LoadMetrics
{
    /// <summary>The value of a metric; null when nothing of that name is measured.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="name">The name, such as <c>http.response_time.p95</c>.</param>
    public static double? Find(LoadReport report, string name)
    {
        var total = report.Total;
        return name switch
        {
            "http.requests" => total.Ended,
            "http.responses" => report.Codes.Values.Sum(),
            "http.request_rate" => total.PerSecond,
            "vusers.created" => report.Users.Arrived,
            "vusers.completed" => report.Users.Left - report.Users.Failed,
            "vusers.failed" => report.Users.Failed,
            "vusers.skipped" => report.Users.TurnedAway,
            _ when Rest(name, "http.response_time.") is { } figure => Unanswered(total) > 1 - Share(figure) ? double.PositiveInfinity : Find(total.Response, figure),
            _ when Rest(name, "vusers.session_length.") is { } figure && report.Scenarios is [var only] => Find(only.Time, figure),
            _ when Rest(name, "http.codes.") is { } code => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? report.Codes.GetValueOrDefault(number) : null,
            _ when Rest(name, "errors.") is { } failure => report.Failures.TryGetValue(failure, out var count) ? count : null,
            _ => null,
        };
    }

    /// <summary>The share of all requests that a figure must cover: who never got an answer waits for ever, and belongs to the slowest.</summary>
    static double Share(string figure) => figure switch
    {
        "median" or "p50" => 0.5,
        "p75" => 0.75,
        "p90" => 0.9,
        "p95" => 0.95,
        "p99" => 0.99,
        "p999" => 0.999,
        "max" => 1,
        _ => 0,
    };

    static double Unanswered(LoadFigures total) => total.Ended == 0 ? 0 : 1 - ((double)total.Response.Count / total.Ended);

    static double? Find(LatencyFigures figures, string name) => figures.Count == 0 ? null : name switch
    {
        "min" => figures.Min.TotalMilliseconds,
        "mean" => figures.Mean.TotalMilliseconds,
        "median" or "p50" => figures.P50.TotalMilliseconds,
        "p75" => figures.P75.TotalMilliseconds,
        "p90" => figures.P90.TotalMilliseconds,
        "p95" => figures.P95.TotalMilliseconds,
        "p99" => figures.P99.TotalMilliseconds,
        "p999" => figures.P999.TotalMilliseconds,
        "max" => figures.Max.TotalMilliseconds,
        _ => null,
    };

    static string? Rest(string name, string start) => name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..] : null;
}

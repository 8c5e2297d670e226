using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Metrics.PromQL;

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>The HTTP API of a Prometheus over the simulated measurements.</summary>
/// <param name="samples">The measurements.</param>
/// <param name="isAvailable">Whether it answers at all.</param>
/// <param name="time">The clock.</param>
internal sealed class PrometheusServer(ISampleSource samples, Func<bool> isAvailable, TimeProvider time)
{
    /// <summary>Most points of a range query; Prometheus's own limit.</summary>
    const int MostPoints = 11_000;

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var reply = isAvailable() ? await AnswerAsync(context.Request, cancellationToken).ConfigureAwait(false) : Plain("Service Unavailable", 503);
        await reply.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    async Task<ApiReply> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = await ParametersAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return (request.Path.Value ?? "/").TrimStart('/').Split('/') switch
            {
                ["-", "healthy"] => Plain("Prometheus Server is Healthy.\n"),
                ["-", "ready"] => Plain("Prometheus Server is Ready.\n"),
                ["api", "v1", "query"] => Success(PrometheusJson.Of(Evaluator.Evaluate(Query(parameters), samples, Time(parameters, "time") ?? Now()), Time(parameters, "time") ?? Now())),
                ["api", "v1", "query_range"] => Success(Range(parameters)),
                ["api", "v1", "series"] => Success(Series(parameters)),
                ["api", "v1", "label", var name, "values"] => Success(new JsonArray([.. All().Select(labels => labels[name]).Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(value => JsonValue.Create(value))])),
                ["api", "v1", "status", "buildinfo"] => Success(new JsonObject { ["version"] = "2.54.1", ["goVersion"] = "none: simulated" }),
                _ => Plain("404 page not found\n", 404),
            };
        }
        catch (QueryException wrong)
        {
            return ApiReply.Of(
                new JsonObject { ["status"] = "error", ["errorType"] = wrong.ErrorType, ["error"] = wrong.Message }, wrong.ErrorType == "bad_data" ? 400 : 422);
        }
    }

    JsonObject Range(Dictionary<string, string> parameters)
    {
        var (query, start, end) = (Query(parameters), Required(parameters, "start"), Required(parameters, "end"));
        var step = parameters.TryGetValue("step", out var text) ? Step(text) : throw Wrong("step", "missing");
        if (step <= 0 || end < start)
        {
            throw Wrong(step <= 0 ? "step" : "end", step <= 0 ? "zero or negative query resolution step widths are not accepted. Try a positive integer" : "end timestamp must not be before start time");
        }

        if ((end - start) / step > MostPoints)
        {
            throw new QueryException("bad_data", "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
        }

        var expression = Parser.Parse(query);
        var series = new Dictionary<Labels, JsonArray>();
        for (var at = start; at <= end; at += step)
        {
            foreach (var (labels, value) in PrometheusJson.Points(new Evaluator(samples, at).Evaluate(expression)))
            {
                if (!series.TryGetValue(labels, out var values))
                {
                    series.Add(labels, values = []);
                }

                values.Add(PrometheusJson.Pair(at, value));
            }
        }

        return new JsonObject
        {
            ["resultType"] = "matrix",
            ["result"] = new JsonArray([.. series.Select(one => new JsonObject { ["metric"] = PrometheusJson.Of(one.Key), ["values"] = one.Value })]),
        };
    }

    JsonArray Series(Dictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("match[]", out var match) || Parser.Parse(match) is not Expression.Selector selector)
        {
            throw Wrong("match[]", "no match[] parameter provided");
        }

        return [.. samples.Select(selector.Matchers, 0, Now()).Select(series => PrometheusJson.Of(series.Labels))];
    }

    IEnumerable<Labels> All() => samples.Select([], 0, Now()).Select(series => series.Labels);

    static async Task<Dictionary<string, string>> ParametersAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "", StringComparer.Ordinal);
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(cancellationToken).ConfigureAwait(false))
            {
                parameters[name] = value[0] ?? "";
            }
        }

        return parameters;
    }

    static string Query(Dictionary<string, string> parameters) => parameters.GetValueOrDefault("query", "");

    static long Required(Dictionary<string, string> parameters, string name) => Time(parameters, name) ?? throw Wrong(name, "cannot parse \"\" to a valid timestamp");

    static long? Time(Dictionary<string, string> parameters, string name) =>
        !parameters.TryGetValue(name, out var text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? (long)(seconds * 1000)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.ToUnixTimeMilliseconds()
        : throw Wrong(name, $"cannot parse \"{text}\" to a valid timestamp");

    static long Step(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? (long)(seconds * 1000) : Lexer.Milliseconds(text);

    static QueryException Wrong(string parameter, string message) => new("bad_data", $"invalid parameter \"{parameter}\": {message}");

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    static ApiReply Success(JsonNode data) => ApiReply.Of(new JsonObject { ["status"] = "success", ["data"] = data });

    static ApiReply Plain(string text, int code = 200) => new(code, System.Text.Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Integrations.Metrics;

/// <summary>A Prometheus, or what speaks its HTTP API.</summary>
public sealed class PrometheusClient : IMetricSource, IDisposable
{
    const int LongestError = 500;

    readonly PrometheusOptions options;
    readonly RepeatingSender sender;
    readonly Uri query;
    readonly string subject;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Which Prometheus, and as whom.</param>
    /// <param name="time">The clock of limits and delays.</param>
    /// <exception cref="ArgumentException">The URL is not http or https, or holds a user name.</exception>
    /// <exception cref="EstateAccessException">A file of <see cref="PrometheusOptions.Tls"/> cannot be read.</exception>
    public PrometheusClient(PrometheusOptions options, TimeProvider time)
    {
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("https" or "http") || options.Url.UserInfo.Length > 0)
        {
            throw new ArgumentException("The URL of a Prometheus must be an absolute http or https URL without a user name.", nameof(options));
        }

        this.options = options;
        var address = options.Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        subject = options.Name ?? address;
        query = new Uri($"{address}/api/v1/query");
        sender = new RepeatingSender(options.Limits, time, options.Way, options.Tls?.Open());
    }

    /// <inheritdoc/>
    public async Task<MetricAnswer> QueryAsync(string query, CancellationToken cancellationToken)
    {
        var login = Login();
        var answer = await sender.SendAsync(() => Request(query, login), subject, cancellationToken).ConfigureAwait(false);
        var content = PrometheusAnswer.Read(answer.Body);
        var error = (content is null ? PrometheusAnswer.WordsOfProxy(answer.Body) : content.Error) is { Length: > 0 } text ? $": {OneLine(text)}" : "";
        return answer switch
        {
            { IsSuccess: true } when content is { Status: "success", Data: { } data } => new MetricAnswer(Read(data), [.. content.Warnings ?? []]),
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => throw Failure(AccessFailure.Denied, $"{subject} denies {Who()} ({answer.StatusLine}){(options.Way is null ? "" : error)}"),
            { Status: HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity } when error.Length > 0 => throw Failure(AccessFailure.Rejected, $"{subject} rejects the query{error}"),
            { IsTransient: true } => throw Failure(AccessFailure.Unreachable, $"{subject} keeps answering {answer.StatusLine}{error}"),
            { IsSuccess: true } => throw Odd("an answer that is not Prometheus's JSON"),
            { Status: HttpStatusCode.NotFound } when options.Way is not null && content is null && error.Length > 0 => throw Failure(AccessFailure.Missing, $"{subject} is not there{error}"),
            _ => throw Odd($"{answer.StatusLine} to {Method} {this.query.AbsolutePath}"),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    HttpMethod Method => options.Way is null ? HttpMethod.Post : HttpMethod.Get;

    static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > LongestError ? $"{line[..LongestError]}…" : line;
    }

    ImmutableArray<MetricSample> Read(PrometheusData data)
    {
        if (data.ResultType is not ("vector" or "scalar"))
        {
            throw Failure(AccessFailure.Rejected, $"the query gives a {(data.ResultType == "matrix" ? "range" : data.ResultType)}, an instant vector is wanted");
        }

        try
        {
            return Samples.Of(data);
        }
        catch (JsonException)
        {
            throw Failure(AccessFailure.Unknown, $"{subject} gave a {data.ResultType} with a sample that is no number");
        }
    }

    HttpRequestMessage Request(string text, AuthenticationHeaderValue? login)
    {
        // Who may read through a proxy may not write through it, and a POST is a write there, whatever it does behind it.
        var request = options.Way is not null
            ? new HttpRequestMessage(Method, new Uri($"{query.AbsoluteUri}?query={Uri.EscapeDataString(text)}"))
            : new HttpRequestMessage(Method, query) { Content = new FormUrlEncodedContent([KeyValuePair.Create("query", text)]) };
        request.Headers.Authorization = login;
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    AuthenticationHeaderValue? Login()
    {
        var login = options.Way is not null ? null
            : options.Bearer is { } token ? new AuthenticationHeaderValue("Bearer", token.Reveal().Trim())
            : options.UserName is { } user ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password?.Reveal()}")))
            : null;
        return login is null || query.Scheme == Uri.UriSchemeHttps || query.IsLoopback ? login
            : throw Failure(AccessFailure.Denied, $"{subject} is asked over plain http; credentials are sent over https only");
    }

    string Who() => options.Way is not null ? "this user of the cluster" : options.Bearer is not null ? "the bearer token" : options.UserName is { } user ? $"user '{user}'" : "anonymous access";

    EstateAccessException Odd(string seen) => Failure(AccessFailure.Unknown, $"{subject} gave {seen}; is this the address of a Prometheus?");

    EstateAccessException Failure(AccessFailure kind, string message) => new(kind, subject, message);
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;

namespace X0tta6bl4.Release.LoadTesting.Tests.Artillery;

/// <summary>A server that keeps what it was asked. What it answers depends on the path alone.</summary>
sealed class RecordingServer : IAsyncDisposable
{
    const string Answer = """{"token":"n-4","keys":[],"result":"computed","items":[{"id":5,"n":"a"},{"id":6,"n":"b"}],"user":{"name":"Анна"}}""";

    readonly Lock gate = new();
    readonly List<string> seen = [];
    LoopbackServer? server;

    public Uri Url => server!.Url;

    /// <summary>Requests in the order in which they came.</summary>
    public string[] Seen
    {
        get
        {
            lock (gate)
            {
                return [.. seen];
            }
        }
    }

    public static async Task<RecordingServer> StartAsync()
    {
        var recording = new RecordingServer();
        recording.server = await LoopbackServer.StartAsync(recording.AnswerAsync);
        return recording;
    }

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    async Task AnswerAsync(HttpContext context, int number)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var url = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var text = SeenRequest.Of(context.Request.Method, url, context.Request.Headers.SelectMany(header => Each(header.Key, header.Value)), body);
        lock (gate)
        {
            seen.Add(text);
        }

        var response = context.Response;
        (response.StatusCode, response.ContentType) = (StatusOf(url), "application/json");
        switch (response.StatusCode)
        {
            case StatusCodes.Status302Found:
                response.Headers.Location = "/landed";
                break;
            case StatusCodes.Status307TemporaryRedirect:
                response.Headers.Location = "/landed-again";
                break;
        }

        if (url == "/cookie")
        {
            response.Headers.SetCookie = new StringValues(["sid=abc; Path=/", "x=1; Path=/sub"]);
        }

        response.Headers["X-Request-Id"] = "r-77";
        await response.WriteAsync(Answer, context.RequestAborted);
    }

    static int StatusOf(string url) => url switch
    {
        "/redirect" => StatusCodes.Status302Found,
        "/r307" => StatusCodes.Status307TemporaryRedirect,
        "/missing" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status200OK,
    };

    static IEnumerable<KeyValuePair<string, string>> Each(string name, StringValues values) => values.Select(value => KeyValuePair.Create(name, value ?? ""));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Scenarios;

namespace X0tta6bl4.Release.Sandbox.Notices;

/// <summary>An incoming webhook that keeps what it is told.</summary>
internal sealed class SlackSink(ScenarioState scenario, TimeProvider time)
{
    /// <summary>Path of the webhook.</summary>
    public const string Path = "/services/T000/B000/sandbox";

    const int Kept = 100;

    readonly Lock gate = new();
    readonly Queue<JsonObject> messages = [];

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var reply = (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/messages") => Messages(),
            ("POST", Path) => await TakeAsync(context.Request, cancellationToken).ConfigureAwait(false),
            _ => Text("no_service", 404),
        };
        await reply.WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    async Task<ApiReply> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        switch (scenario.Current.Slack)
        {
            case SlackFault.Fails:
                return Text("server_error", 500);
            case SlackFault.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
                break;
        }

        using var stream = new MemoryStream();
        await request.Body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        try
        {
            if (JsonNode.Parse(stream.ToArray()) is JsonObject body && body.Text("text") is not null)
            {
                Keep(body);
                return Text("ok", 200);
            }
        }
        catch (JsonException)
        {
            // What is no JSON is no payload either.
        }

        return Text("invalid_payload", 400);
    }

    void Keep(JsonObject body)
    {
        lock (gate)
        {
            messages.Enqueue(new JsonObject { ["at"] = time.GetUtcNow().Stamp(), ["body"] = body });
            while (messages.Count > Kept)
            {
                messages.Dequeue();
            }
        }
    }

    ApiReply Messages()
    {
        lock (gate)
        {
            return ApiReply.Of(new JsonArray([.. messages.Select(message => message.DeepClone())]));
        }
    }

    static ApiReply Text(string text, int code) => new(code, System.Text.Encoding.UTF8.GetBytes(text), "text/plain");
}

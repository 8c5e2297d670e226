using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace X0tta6bl4.Release.Cluster.Tests.Fakes;

/// <summary>What a fake API server can answer.</summary>
static class Replies
{
    /// <summary>200 with JSON.</summary>
    public static Reply Json(string text) => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(text);
    };

    public static Reply Json(JsonNode node) => Json(node.ToJsonString());

    /// <summary>A list of objects.</summary>
    public static Reply List(int version, params JsonNode[] items) => Json(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = $"{version}" },
        ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
    });

    /// <summary>A Status object.</summary>
    public static Reply Status(int code, string message, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = code;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Json(new JsonObject { ["kind"] = "Status", ["code"] = code, ["message"] = message })(context);
    };

    /// <summary>Never answers.</summary>
    public static Reply Hang => async context =>
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up.
        }
    };

    /// <summary>Never answers; the client's clock goes on by <paramref name="wait"/> when the request is here, so that no limit ends before it is.</summary>
    public static Reply Silent(FakeTimeProvider time, TimeSpan wait) => context =>
    {
        time.Advance(wait);
        return Hang(context);
    };

    /// <summary>Closes the connection without a word.</summary>
    public static Reply Cut => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Opens a watch, sends lines, goes on with another reply.</summary>
    public static Reply Lines(Reply then, params string[] lines) => async context =>
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        foreach (var line in lines)
        {
            await context.Response.WriteAsync(line + "\n");
            await context.Response.Body.FlushAsync();
        }

        await then(context);
    };

    /// <summary>A watch that stays open and sends nothing.</summary>
    public static Reply Quiet => Lines(Hang);

    /// <summary>The end of a watch in good order.</summary>
    public static Reply End => _ => Task.CompletedTask;

    /// <summary>A watch that the test feeds.</summary>
    public static Reply Fed(ChannelReader<string> lines) => async context =>
    {
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        try
        {
            await foreach (var line in lines.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line + "\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    };

    public static string Event(string type, JsonNode subject) =>
        new JsonObject { ["type"] = type, ["object"] = subject.DeepClone() }.ToJsonString();

    /// <summary>An exec: messages by channel, then the close.</summary>
    public static Reply Exec(params (byte Channel, byte[] Bytes)[] messages) => async context =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("v4.channel.k8s.io");
        foreach (var (channel, bytes) in messages)
        {
            await socket.SendAsync((byte[])[channel, .. bytes], System.Net.WebSockets.WebSocketMessageType.Binary, true, CancellationToken.None);
        }

        if (messages is [.., (3, _)] or [(3, _), ..])
        {
            await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
        else
        {
            context.Abort();
        }
    };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

/// <summary>One command in a container, over a WebSocket.</summary>
static class ExecCall
{
    public static async Task<JsonObject> RunAsync(ConformanceServer server, CaseStep.Exec exec, string shown)
    {
        var answer = new JsonObject { ["step"] = $"exec {shown}" };
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(exec.Protocol);
        socket.Options.CollectHttpResponseDetails = true;
        var scheme = server.Address.Scheme == "https" ? "wss" : "ws";
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(server.Address, exec.Path)) { Scheme = scheme }.Uri, server.Client, TestSandbox.Cancelled);
        }
        catch (WebSocketException)
        {
            answer["code"] = (int)socket.HttpStatusCode;
            return answer;
        }

        answer["code"] = (int)socket.HttpStatusCode;
        answer["protocol"] = socket.SubProtocol;
        if (exec.Input is not null)
        {
            await socket.SendAsync(new ReadOnlyMemory<byte>([0, .. Encoding.UTF8.GetBytes(exec.Input)]), WebSocketMessageType.Binary, true, TestSandbox.Cancelled);
        }

        var channels = await ReadAsync(server, socket);
        answer["stdout"] = channels[1];
        answer["stderr"] = channels[2];
        answer["status"] = Read(channels[3]);
        return answer;
    }

    static async Task<string[]> ReadAsync(ConformanceServer server, ClientWebSocket socket)
    {
        var channels = new[] { "", "", "", "" };
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer, TestSandbox.Cancelled);
            while (!receiving.IsCompleted)
            {
                await Task.WhenAny(receiving, server.PassAsync());
            }

            var part = await receiving;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return channels;
            }

            if (part.Count > 0)
            {
                channels[buffer[0]] += Encoding.UTF8.GetString(buffer, 1, part.Count - 1);
            }
        }
    }

    static JsonNode? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}

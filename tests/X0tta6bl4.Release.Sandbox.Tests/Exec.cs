using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

/// <summary>Commands in containers, over WebSockets.</summary>
static class Exec
{
    public static async Task<(string Output, string Errors, JsonNode Status)> ExecAsync(this TestSandbox sandbox, string pod, params string[] command)
    {
        var words = string.Concat(command.Select(w => $"&command={Uri.EscapeDataString(w)}"));
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        var address = new UriBuilder(new Uri(sandbox.Server.Address(TestSandbox.Eks), $"{pod}/exec?stdout=true&stderr=true{words}")) { Scheme = "ws" };
        await socket.ConnectAsync(address.Uri, TestSandbox.Cancelled);
        var channels = new[] { "", "", "", "" };
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var receiving = socket.ReceiveAsync(buffer, TestSandbox.Cancelled);
            await sandbox.PassWhileAsync(receiving);
            var part = await receiving;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return (channels[1], channels[2], JsonNode.Parse(channels[3])!);
            }

            channels[buffer[0]] += Encoding.UTF8.GetString(buffer, 1, part.Count - 1);
        }
    }

    /// <summary>The exit code that a result tells.</summary>
    public static string ExitCode(JsonNode status) => status.Text("status") == "Success" ? "0" : status.Items("details", "causes").First().Text("message")!;
}

using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Execution;

/// <summary>The exec subresource: a command in a container, over WebSocket channels.</summary>
internal sealed class ExecSession(Cluster cluster, Kubelet kubelet, ApiPath path, ImmutableArray<string> failingTests)
{
    const byte Output = 1;
    const byte Errors = 2;
    const byte Result = 3;
    static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <exception cref="Rejection">There is no such container, or the request is no WebSocket upgrade.</exception>
    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var (run, container) = cluster.Do(() => Choose(query["container"]));
        var pod = cluster.Do(() => cluster.Store.Find(ResourceKinds.Pods, path.Namespace, run.Name)?.Value ?? []);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw Rejection.BadRequest("exec needs a WebSocket upgrade");
        }

        var protocol = Protocols.FirstOrDefault(context.WebSockets.WebSocketRequestedProtocols.Contains)
            ?? throw Rejection.BadRequest($"none of the requested protocols is known; known are {string.Join(" and ", Protocols)}");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        await SendAsync(socket, Output, "", cancellationToken).ConfigureAwait(false);
        var command = query["command"].Select(c => c ?? "").ToArray();
        var outcome = cluster.Do(() => new ContainerShell(cluster, pod, container, failingTests).Run(command));
        await cluster.Clock.DelayAsync(outcome.Duration, cancellationToken).ConfigureAwait(false);
        await ReportAsync(socket, command, outcome, query, cancellationToken).ConfigureAwait(false);
    }

    (PodRun Run, ContainerRun Container) Choose(string? name)
    {
        var run = kubelet.Find(path.Namespace, path.Name ?? "");
        var container = Containers.Choose(path, run, name);
        return container.IsRunning ? (run!, container) : throw Rejection.InternalError($"unable to upgrade connection: container not found (\"{container.Name}\")");
    }

    static async Task ReportAsync(WebSocket socket, string[] command, CommandOutcome outcome, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (outcome.Output.Length > 0 && query["stdout"].ToString() is "true" or "1")
        {
            await SendAsync(socket, Output, outcome.Output, cancellationToken).ConfigureAwait(false);
        }

        if (outcome.Errors.Length > 0 && query["stderr"].ToString() is "true" or "1")
        {
            await SendAsync(socket, Errors, outcome.Errors, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(socket, Result, Wire.Text(Status(command, outcome)), cancellationToken).ConfigureAwait(false);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken).ConfigureAwait(false);
    }

    static JsonObject Status(string[] command, CommandOutcome outcome)
    {
        if (outcome.Failure is not null)
        {
            return Rejection.InternalError($"error executing command in container: {outcome.Failure}").Status;
        }

        if (outcome.ExitCode == 0)
        {
            return new() { ["metadata"] = new JsonObject(), ["status"] = "Success" };
        }

        return new()
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: error executing command [{string.Join(' ', command)}], exit code {outcome.ExitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{outcome.ExitCode}" }) },
        };
    }

    static ValueTask SendAsync(WebSocket socket, byte channel, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(new ReadOnlyMemory<byte>([channel, .. Encoding.UTF8.GetBytes(text)]), WebSocketMessageType.Binary, true, cancellationToken);
}

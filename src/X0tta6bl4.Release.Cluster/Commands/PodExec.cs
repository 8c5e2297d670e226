using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Commands;

/// <summary>Runs commands in pods by WebSocket (v4.channel.k8s.io).</summary>
/// <remarks>The library's demultiplexer is not used: it loses the end of the output when the status comes first, and hides why an upgrade was refused.
/// Its certificates and trust are, through its HTTP handlers.</remarks>
sealed class PodExec(ApiClient api, WorkloadReader reader, ClusterOptions options, TimeProvider time)
{
    const string Protocol = "v4.channel.k8s.io";

    /// <summary>Runs one command, once, in the pod that is named, or else in the first ready pod of the workload's newest template.</summary>
    public async Task<CommandResult> RunAsync(PodCommand command, Action<string> onLine, CancellationToken cancellationToken)
    {
        var pod = command.Workload.Kind == "Pod" ? command.Workload.Name : await FindPodAsync(command, cancellationToken).ConfigureAwait(false);
        var subject = $"{command.Workload.Cluster}/{command.Workload.Namespace}/pod/{pod}";
        using var socket = await ConnectAsync(command, pod, subject, cancellationToken).ConfigureAwait(false);
        var last = new Queue<string>();
        var exitCode = await new ExecSession(socket, subject).RunAsync(
            line =>
            {
                last.Enqueue(line);
                if (last.Count > 20)
                {
                    last.Dequeue();
                }

                onLine(line);
            },
            cancellationToken).ConfigureAwait(false);
        return new CommandResult(pod, exitCode, [.. last]);
    }

    async Task<string> FindPodAsync(PodCommand command, CancellationToken cancellationToken)
    {
        var facts = await reader.ReadFactsAsync(command.Workload, cancellationToken).ConfigureAwait(false);
        return facts.NewestPods.FirstOrDefault(p => p.Ready && p.Containers.Any(c => c.Name == command.Container))?.Name
            ?? throw new EstateAccessException(
                AccessFailure.Missing,
                $"{command.Workload}",
                $"{command.Workload}: no ready pod of the newest template has a container '{command.Container}', so nothing could run in it");
    }

    /// <summary>An upgrade that the server turned away has run nothing, so it is tried again; one without an answer may have run the command, and is not.</summary>
    async Task<ClientWebSocket> ConnectAsync(PodCommand command, string pod, string subject, CancellationToken cancellationToken)
    {
        ClientWebSocket? open = null;
        var began = time.GetTimestamp();
        var answer = await api.ChangeAsync(
            async token =>
            {
                (open, var seen) = await AttemptAsync(Address(command, pod), token).ConfigureAwait(false);
                return seen;
            },
            cancellationToken).ConfigureAwait(false);
        return open ?? throw answer.ToException(api, subject, time.GetElapsedTime(began));
    }

    async Task<(ClientWebSocket? Open, ApiAnswer Seen)> AttemptAsync(Uri address, CancellationToken cancellationToken)
    {
        var header = await api.AuthorizeAsync(cancellationToken).ConfigureAwait(false);
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(Protocol);
        socket.Options.CollectHttpResponseDetails = true;
        if (header is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"{header}");
        }

        using var late = new CancellationTokenSource(options.RequestLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await socket.ConnectAsync(address, api.Invoker, both.Token).ConfigureAwait(false);
            return (socket, new ApiAnswer(HttpStatusCode.SwitchingProtocols, "", "101"));
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return (null, Refusal(status, failure));
        }
    }

    ApiAnswer Refusal(HttpStatusCode status, Exception failure) => (int)status switch
    {
        0 when failure.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            new ApiAnswer(null, "", "connection refused") { Cause = failure, WasRefused = true, HadNoEffect = true },
        0 => new ApiAnswer(null, "", failure is WebSocketException ? Words(failure) : $"no answer in {Text.Of(options.RequestLimit)}") { Cause = failure },
        _ => new ApiAnswer(status, "", $"{(int)status} for exec in this pod") { Cause = failure, HadNoEffect = true },
    };

    static string Words(Exception failure) => Text.OneLine(failure.GetBaseException().Message);

    Uri Address(PodCommand command, string pod)
    {
        var arguments = string.Concat(command.Command.Select(argument => $"&command={Uri.EscapeDataString(argument)}"));
        var http = api.Address(
            $"{Paths.Pod(command.Workload.Namespace, pod)}/exec?container={Uri.EscapeDataString(command.Container)}&stdout=true&stderr=true{arguments}");
        return new UriBuilder(http) { Scheme = http.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
    }
}

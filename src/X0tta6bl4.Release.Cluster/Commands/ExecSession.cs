using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Commands;

/// <summary>Reads the channels of one exec until its end. The first byte of each message is its channel.</summary>
sealed class ExecSession(ClientWebSocket socket, string subject)
{
    const byte Output = 1;
    const byte Errors = 2;
    const byte Status = 3;

    readonly byte[] buffer = new byte[16 * 1024];
    readonly ArrayBufferWriter<byte> status = new();

    /// <summary>Reads to the end. The status may come before the last output, so the end is the server's close, not the status.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="EstateAccessException">The command could not be started (<see cref="AccessFailure.NotRunning"/> when a later try may), or the connection was lost before its end.</exception>
    public async Task<int> RunAsync(Action<string> onLine, CancellationToken cancellationToken)
    {
        var output = new LineSplitter(onLine);
        var errors = new LineSplitter(onLine);
        var cut = await ReadAsync(output, errors, cancellationToken).ConfigureAwait(false);
        output.Finish();
        errors.Finish();
        if (status.WrittenCount == 0)
        {
            throw new EstateAccessException(
                AccessFailure.Unreachable, subject, $"{subject}: the connection was lost before the command's end; whether it ran to its end is not known", cut);
        }

        var (exitCode, message) = ExecStatus.Read(Encoding.UTF8.GetString(status.WrittenSpan));
        return exitCode ?? throw new EstateAccessException(ExecStatus.Failure(message), subject, $"{subject}: the command could not run: {message}");
    }

    async Task<Exception?> ReadAsync(LineSplitter output, LineSplitter errors, CancellationToken cancellationToken)
    {
        try
        {
            byte? channel = null;
            while (true)
            {
                var piece = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
                if (piece.MessageType == WebSocketMessageType.Close)
                {
                    await CloseAsync(cancellationToken).ConfigureAwait(false);
                    return null;
                }

                var start = channel is null && piece.Count > 0 ? 1 : 0;
                channel ??= piece.Count > 0 ? buffer[0] : null;
                Take(channel, buffer.AsSpan(start, piece.Count - start), output, errors);
                channel = piece.EndOfMessage ? null : channel;
            }
        }
        catch (WebSocketException lost)
        {
            return lost;
        }
    }

    void Take(byte? channel, ReadOnlySpan<byte> bytes, LineSplitter output, LineSplitter errors)
    {
        switch (channel)
        {
            case Output:
                output.Take(bytes);
                break;
            case Errors:
                errors.Take(bytes);
                break;
            case Status:
                status.Write(bytes);
                break;
            default:
                // Channels of later protocol versions carry nothing that we asked for.
                break;
        }
    }

    async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken).ConfigureAwait(false);
        }
    }
}

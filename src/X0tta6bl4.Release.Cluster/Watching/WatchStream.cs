using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Reads the lines of one open watch, until it ends, is cut, or falls silent.</summary>
/// <remarks>The library's own watcher is not used: it wants typed models, tells a cut from an end and a 410 from other errors only by
/// text, and has no limit for silence, so a connection that died without a word would hang for ever.</remarks>
sealed class WatchStream(HttpResponseMessage response, TimeSpan idleLimit, TimeProvider time)
{
    /// <summary>The events as they come. Ends without an exception, whatever ended the stream; a cancelled token throws.</summary>
    public async IAsyncEnumerable<WatchEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(idleLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await NextAsync(reader, both.Token).ConfigureAwait(false) is { } line)
        {
            silence.CancelAfter(idleLimit);
            if (JsonReading.ParseObject(line) is not { } json || json.At("object") is not JsonObject subject)
            {
                // The last line of a cut stream may be half a line.
                break;
            }

            yield return new WatchEvent(json.Text("type"), subject);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    static async Task<string?> NextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception end) when (end is IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}

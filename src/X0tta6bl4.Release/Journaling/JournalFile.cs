using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace X0tta6bl4.Release.Journaling;

/// <summary>A journal as a file of JSON lines, flushed to disk entry by entry.</summary>
public sealed class JournalFile : IJournal, IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);
    readonly FileStream stream;
    long length;

    /// <summary>Takes a stream that holds whole lines only and does not buffer.</summary>
    internal JournalFile(FileStream stream)
    {
        this.stream = stream;
        length = stream.Length;
    }

    /// <summary>Opens a journal for appending, and makes it when it is not there. A torn last line, left by a killed process, is cut off first.</summary>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static JournalFile Open(string path)
    {
        // Unbuffered: an entry that could not be written must not be written later, together with the next one.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        stream.SetLength(WholeLines(stream));
        return new JournalFile(stream);
    }

    /// <summary>Reads every whole entry of a journal. A torn last line is no entry: its effect never began.</summary>
    /// <exception cref="InvalidDataException">A whole line is no entry; the message names file and line.</exception>
    public static ImmutableArray<JournalEntry> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[WholeLines(stream)];
        stream.Seek(0, SeekOrigin.Begin);
        stream.ReadExactly(bytes);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n')[..^1];
        return [.. lines.Select((line, index) => Parse(path, index + 1, line))];
    }

    /// <inheritdoc/>
    public Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken) => AppendAsync(entry, () => Task.CompletedTask, cancellationToken);

    /// <summary>Appends an entry, and takes it back when what has to follow fails.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="also">Called once the entry is durable here; when it throws, the entry is gone again.</param>
    /// <param name="cancellationToken">Ends the waiting for the journal's turn.</param>
    public async Task AppendAsync(JournalEntry entry, Func<Task> also, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes(JournalJson.Write(entry) + "\n");
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var before = length;
        try
        {
            // Not cancellable from here: half a line must not stay behind.
            Write(line);
            await also().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            length = before;
            stream.SetLength(length);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Appends an entry to a journal that nobody else appends to.</summary>
    /// <exception cref="IOException">The entry could not be made durable.</exception>
    internal void Append(JournalEntry entry) => Write(Encoding.UTF8.GetBytes(JournalJson.Write(entry) + "\n"));

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        turn.Dispose();
    }

    void Write(byte[] line)
    {
        // Also cuts what an earlier call left behind, if even cutting was impossible then.
        stream.SetLength(length);
        stream.Seek(length, SeekOrigin.Begin);
        stream.Write(line);
        stream.Flush(flushToDisk: true);
        length += line.Length;
    }

    static JournalEntry Parse(string path, int number, string line)
    {
        try
        {
            return JournalJson.Read(line) is var entry && entry is not JournalEntry.ReleaseOpened { Format: not 1 } ? entry
                : throw new JsonException("The journal is of a later format.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}({number}): this line is no journal entry of a version known here", exception);
        }
    }

    // Length up to and with the last line feed.
    static long WholeLines(FileStream stream)
    {
        for (var end = stream.Length; end > 0; end--)
        {
            stream.Seek(end - 1, SeekOrigin.Begin);
            if (stream.ReadByte() == '\n')
            {
                return end;
            }
        }

        return 0;
    }
}

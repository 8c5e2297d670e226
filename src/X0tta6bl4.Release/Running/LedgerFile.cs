using System.Globalization;
using System.Threading.Channels;
using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Running;

/// <summary>The ledger of a release on disk, <c>ledger.csv</c>: a line for each probe, appended run after run. Whoever adds never waits for the disk; what it
/// cannot take in time, or at all, is counted.</summary>
public sealed class LedgerFile : IAsyncDisposable
{
    /// <summary>The first line.</summary>
    public const string Head = "time,endpoint,phase,outcome,status,latency_ms,lag_ms,probes,failure";

    /// <summary>The file's name.</summary>
    public const string Name = "ledger.csv";

    // Some seconds of the greatest rate that a runbook can ask of an endpoint.
    const int MostWaiting = 16_384;

    readonly Channel<Probe> queue = Channel.CreateBounded<Probe>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    readonly string path;
    readonly Task writing;
    long lost;
    long inHand;
    string trouble = "the disk was too slow";

    /// <summary>Opens the ledger for appending, once there is something to append.</summary>
    /// <param name="path">The file, an absolute path.</param>
    public LedgerFile(string path)
    {
        this.path = path;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>What is not in the file and why, in one line; null when everything is. Final once this is disposed of.</summary>
    public string? Lacking => Interlocked.Read(ref lost) is var count and > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Name} lacks {count} probes: {trouble}") : null;

    /// <summary>Adds a probe.</summary>
    public void Add(Probe probe)
    {
        if (!queue.Writer.TryWrite(probe))
        {
            Interlocked.Increment(ref lost);
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing.ConfigureAwait(false);
    }

    /// <summary>A probe as a line, without its end.</summary>
    public static string Line(Probe probe)
    {
        var failure = probe.Failure.AsSpan().IndexOfAny(",\"\r\n") < 0 ? probe.Failure : $"\"{probe.Failure.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{probe.Due.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{probe.Target},{probe.Phase},{Word(probe.Outcome)},{(probe.Status > 0 ? probe.Status : null)},{probe.Latency.TotalMilliseconds:0.0},{probe.Lag.TotalMilliseconds:0.0},{probe.Count},{failure}");
    }

    static string Word(ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Good => "good",
        ProbeOutcome.Failed => "failed",
        ProbeOutcome.Missed => "missed",
        _ => "doubted",
    };

    async Task WriteAsync()
    {
        try
        {
            if (await queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                var file = Open();
                await using var end = file.ConfigureAwait(false);
                await WriteAsync(file).ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            trouble = broken.Message;
            await CountAsync().ConfigureAwait(false);
        }
    }

    // A killed run loses what it had not handed to the system, so that happens with every batch.
    async Task WriteAsync(StreamWriter file)
    {
        do
        {
            while (queue.Reader.TryRead(out var probe))
            {
                inHand++;
                await file.WriteLineAsync(Line(probe)).ConfigureAwait(false);
            }

            await file.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            inHand = 0;
        }
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false));
    }

    // What was not flushed is lost as well.
    async Task CountAsync()
    {
        Interlocked.Add(ref lost, inHand);
        await foreach (var _ in queue.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            Interlocked.Increment(ref lost);
        }
    }

    // A run that was killed may have left half a line.
    StreamWriter Open()
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var isNew = stream.Length == 0;
        var isTorn = !isNew && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n';
        stream.Seek(0, SeekOrigin.End);
        var file = new StreamWriter(stream) { NewLine = "\n" };
        if (isNew || isTorn)
        {
            file.WriteLine(isNew ? Head : "");
        }

        return file;
    }
}

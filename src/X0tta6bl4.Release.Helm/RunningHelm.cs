using System.Diagnostics;

namespace X0tta6bl4.Release.Helm;

/// <summary>One helm that has been started. Both its streams are read to their ends, line by line, or it would stop at a full pipe.</summary>
sealed class RunningHelm : IDisposable
{
    readonly Process process;
    readonly Action<string> onLine;
    readonly Lock gate = new();
    readonly Task<string[][]> streams;

    RunningHelm(Process process, Action<string> onLine)
    {
        this.process = process;
        this.onLine = onLine;
        process.StandardInput.Close();
        streams = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>The process id; <c>setsid</c> replaces itself by helm, so it is helm's own.</summary>
    public int Id => process.Id;

    /// <summary>Starts it; lines of both streams go to <paramref name="onLine"/>, one at a time.</summary>
    public static RunningHelm Start(ProcessStartInfo start, Action<string> onLine)
    {
        var process = new Process { StartInfo = start };
        process.Start();
        return new RunningHelm(process, onLine);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<HelmOutput> EndAsync(CancellationToken cancellationToken)
    {
        var lines = await streams.WaitAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return new HelmOutput(process.ExitCode, [.. lines[0]], [.. lines[1]]);
    }

    /// <summary>Ends it, with all that it has started, if it still runs.</summary>
    public void Stop()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    async Task<string[]> ReadAsync(StreamReader stream)
    {
        var lines = new List<string>();
        while (await stream.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lines.Add(line);
            lock (gate)
            {
                onLine(line);
            }
        }

        return [.. lines];
    }
}

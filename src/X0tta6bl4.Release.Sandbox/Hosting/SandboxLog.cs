using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Hosting;

/// <summary>The sandbox's own log: plain lines with a time.</summary>
internal sealed class SandboxLog(TextWriter writer, TimeProvider time) : IDisposable
{
    readonly TextWriter writer = TextWriter.Synchronized(writer);

    public void Write(string line)
    {
        writer.WriteLine($"{time.GetUtcNow().Stamp()} {line}");
        writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();
}

using System.Text;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A writer that changes what passes through it. Texts are changed whole, so they have to be written whole.</summary>
/// <param name="inner">Where it goes; stays its owner's to dispose.</param>
public abstract class FilteringWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(Filter(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(Filter(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <summary>What is written in place of a text.</summary>
    protected abstract string Filter(string text);
}

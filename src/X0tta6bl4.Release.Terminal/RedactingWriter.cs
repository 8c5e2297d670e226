using System.Text;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A writer through which no known secret gets. Texts are cleaned whole, so they have to be written whole.</summary>
public sealed class RedactingWriter : TextWriter
{
    readonly TextWriter inner;
    readonly Redactor redactor;

    /// <summary>Puts a redactor before a writer, which stays its owner's to dispose.</summary>
    public RedactingWriter(TextWriter inner, Redactor redactor) => (this.inner, this.redactor) = (inner, redactor);

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(redactor.Clean(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(redactor.Clean(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}

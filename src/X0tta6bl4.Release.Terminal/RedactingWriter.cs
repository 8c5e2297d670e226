using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A writer through which no known secret gets.</summary>
public sealed class RedactingWriter : FilteringWriter
{
    readonly Redactor redactor;

    /// <summary>Puts a redactor before a writer, which stays its owner's to dispose.</summary>
    public RedactingWriter(TextWriter inner, Redactor redactor)
        : base(inner) => this.redactor = redactor;

    /// <inheritdoc/>
    protected override string Filter(string text) => redactor.Clean(text);
}

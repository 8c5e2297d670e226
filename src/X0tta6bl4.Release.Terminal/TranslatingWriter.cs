using System.Text;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A writer that says lines in the language of whoever reads them. Texts are translated line by line, so they have to be written in whole lines.
/// Lines of somebody else's output, which have a bar before them, stay as they are.</summary>
public sealed class TranslatingWriter : TextWriter
{
    /// <summary>Stands before a line that somebody else has written.</summary>
    const string Foreign = "| ";

    readonly TextWriter inner;
    readonly Translator translator;

    /// <summary>Puts a language before a writer, which stays its owner's to dispose.</summary>
    public TranslatingWriter(TextWriter inner, Translator translator) => (this.inner, this.translator) = (inner, translator);

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(Said(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(Said(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    string Said(string text) => string.Join('\n', text.Split('\n').Select(line => line.Contains(Foreign, StringComparison.Ordinal) ? line : translator.Of(line)));
}

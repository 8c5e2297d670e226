using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>A writer that says lines in the language of whoever reads them. Lines of somebody else's output, which have a bar before them, stay as they are.</summary>
public sealed class TranslatingWriter : FilteringWriter
{
    /// <summary>Stands before a line that somebody else has written.</summary>
    const string Foreign = "| ";

    readonly Translator translator;

    /// <summary>Puts a language before a writer, which stays its owner's to dispose.</summary>
    public TranslatingWriter(TextWriter inner, Translator translator)
        : base(inner) => this.translator = translator;

    /// <inheritdoc/>
    protected override string Filter(string text) => string.Join('\n', text.Split('\n').Select(line => line.Contains(Foreign, StringComparison.Ordinal) ? line : translator.Of(line)));
}

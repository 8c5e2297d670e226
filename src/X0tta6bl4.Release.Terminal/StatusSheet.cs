using System.Collections.Immutable;
using X0tta6bl4.Release.Reporting.Languages;

namespace X0tta6bl4.Release.Terminal;

/// <summary>What a text about an estate is written on: so wide, in one language, its labels in a column of their own.</summary>
/// <param name="Columns">Cells of a line.</param>
/// <param name="Translator">The language.</param>
sealed record StatusSheet(int Columns, Translator Translator)
{
    static readonly string[] Labels = ["release", "watch", "lock", "unread", "next"];

    // Two blanks behind the longest label.
    int Indent { get; } = Labels.Max(label => Cells.Width(Translator.Of(label))) + 2;

    /// <summary>A text in the language.</summary>
    public string Say(string text) => Translator.Of(text);

    /// <summary>A text behind its label, wrapped.</summary>
    public ImmutableArray<string> Labelled(string label, string text) => WrappedText.Lines(Say(text), Columns, Cells.Fit(Say(label), Indent), Indent);

    /// <summary>A text behind its label as one line, to be copied.</summary>
    public ImmutableArray<string> Whole(string label, string text) => (this with { Columns = int.MaxValue }).Labelled(label, text);

    /// <summary>A text in lines of its own, wrapped.</summary>
    public ImmutableArray<string> Lines(string text, string first = "", int indent = 2) => WrappedText.Lines(Say(text), Columns, first, indent);
}

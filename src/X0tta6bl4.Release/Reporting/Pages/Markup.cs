using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>A piece of HTML. It is made of interpolated strings whose literals are this program's own, and whose values are encoded: no text of a
/// journal can become markup, because there is no way to put it here as it is.</summary>
readonly struct Markup
{
    readonly string? text;

    Markup(string text) => this.text = text;

    /// <summary>Nothing.</summary>
    public static Markup None => default;

    /// <summary>True for nothing.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>A piece from a template.</summary>
    public static Markup Of(Template template) => new(template.Done());

    /// <summary>Pieces one after the other.</summary>
    public static Markup Of(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(piece => piece.text)));

    /// <summary>A piece that is empty when the condition is not met.</summary>
    public static Markup If(bool condition, Template template) => condition ? Of(template) : None;

    /// <summary>A file that is part of this program, as it is.</summary>
    public static Markup OfResource(PageResource resource) => new(resource.Text);

    /// <inheritdoc/>
    public override string ToString() => text ?? "";

    /// <summary>Builds a piece from an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        readonly StringBuilder text;

        /// <summary>Called by the compiler.</summary>
        public Template(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 24));

        /// <summary>Takes this program's own words as they are.</summary>
        public void AppendLiteral(string literal) => text.Append(literal);

        /// <summary>Takes text, encoded.</summary>
        public void AppendFormatted(string? value) => Encode(text, value ?? "");

        /// <summary>Takes a number.</summary>
        public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

        /// <summary>Takes a piece.</summary>
        public void AppendFormatted(Markup value) => text.Append(value.text);

        /// <summary>Takes pieces one after the other.</summary>
        public void AppendFormatted(IEnumerable<Markup> values)
        {
            foreach (var value in values)
            {
                text.Append(value.text);
            }
        }

        /// <summary>The piece's text.</summary>
        public string Done() => text.ToString();
    }

    // Enough for elements and for attributes in double quotes; this program writes no others.
    static void Encode(StringBuilder result, string value)
    {
        var rest = PrintableText.Of(value).AsSpan();
        while (rest.IndexOfAny("&<>\"'") is var at and >= 0)
        {
            result.Append(rest[..at]).Append(rest[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            rest = rest[(at + 1)..];
        }

        result.Append(rest);
    }
}

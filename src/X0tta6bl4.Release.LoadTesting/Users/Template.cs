using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>A text with <c>{{ placeholders }}</c>. A rendered value is never taken for a template again.</summary>
/// <param name="Source">The text as written.</param>
/// <param name="Parts">Its pieces.</param>
internal sealed record Template(string Source, ImmutableArray<TemplatePart> Parts)
{
    /// <summary>True when it is the same text each time.</summary>
    public bool IsConstant => Parts.All(part => part is TemplatePart.Literal);

    /// <summary>Every variable in it.</summary>
    public IEnumerable<VariablePath> Variables => Parts.OfType<TemplatePart.Variable>().Select(part => part.Path);

    /// <summary>A text without placeholders.</summary>
    public static Template Constant(string text) => new(text, [new TemplatePart.Literal(text)]);

    /// <summary>The text with its placeholders filled in.</summary>
    public string Render(ITemplateValues values)
    {
        if (Parts is [var only])
        {
            return RenderPart(only, values);
        }

        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(RenderPart(part, values));
        }

        return text.ToString();
    }

    /// <summary>The value: of the variable where the text is nothing but one, or else the rendered text.</summary>
    public JsonElement RenderValue(ITemplateValues values) =>
        Parts is [TemplatePart.Variable only] ? values.Find(only.Path) : JsonValues.Of(Render(values));

    static string RenderPart(TemplatePart part, ITemplateValues values) => part switch
    {
        TemplatePart.Literal literal => literal.Text,
        TemplatePart.RandomNumber number => values.Chance.Whole(number.Least, number.Greatest).ToString(CultureInfo.InvariantCulture),
        TemplatePart.RandomString letters => values.Chance.Letters(letters.Length),
        TemplatePart.Variable variable => JsonValues.AsText(values.Find(variable.Path)),
        _ => throw new InvalidOperationException($"no rendering of {part.GetType().Name}"),
    };
}

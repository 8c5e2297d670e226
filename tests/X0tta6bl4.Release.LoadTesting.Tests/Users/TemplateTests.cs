using System.Text.Json;
using CsCheck;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Tests.Users;

public sealed class TemplateTests
{
    [Fact]
    public void A_text_without_braces_is_itself() => Gen.String.Where(text => !text.Contains("{{", StringComparison.Ordinal)).Sample(text =>
        TemplateParser.Read(text) is ({ IsConstant: true } template, _, _) && template.Render(new Values("")) == text);

    [Fact]
    public void Reading_never_throws() => Gen.Char["{} $abc().,[]0-'\"\n"].Array[0, 40].Sample(letters =>
    {
        var (template, problem, _) = TemplateParser.Read(new string(letters));
        Assert.True(template is null == problem.Length > 0);
    });

    [Fact]
    public void A_value_is_never_taken_for_a_template_again() =>
        Gen.String.Sample(value => Render("<{{ x }}>", "{{ x }}" + value) == "<{{ x }}" + value + ">");

    [Fact]
    public void Random_numbers_are_between_their_bounds() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((one, other) =>
        int.Parse(Render($"{{{{ $randomNumber({one}, {other}) }}}}", ""), null) is var number && number >= Math.Min(one, other) && number <= Math.Max(one, other));

    [Fact]
    public void Random_texts_have_their_length() => Gen.Int[0, 100].Sample(length =>
        Render($"{{{{ $randomString({length}) }}}}", "") is var text && text.Length == length && text.All(char.IsAsciiLetterOrDigit));

    [Theory]
    [InlineData("{{x}}", """{"a":[1,2]}""", """{"a":[1,2]}""")]
    [InlineData("{{ x.a[1] }}!", """{"a":[1,2]}""", "2!")]
    [InlineData("""{{ x["a b"].c }}""", """{"a b":{"c":true}}""", "true")]
    [InlineData("a{{ x.gone }}", "{}", "aundefined")]
    [InlineData("""{"a":{{ x }}}""", "1.0", """{"a":1}""")]
    [InlineData("{{{ x }}}", "null", "null")]
    public void Values_are_rendered_as_Artillery_does(string template, string json, string expected) =>
        Assert.Equal(expected, TemplateParser.Read(template).Template!.Render(new Values(JsonSerializer.Deserialize<JsonElement>(json))));

    static string Render(string template, string value) => TemplateParser.Read(template).Template!.Render(new Values(value));

    sealed class Values(JsonElement value) : ITemplateValues
    {
        public Values(string text)
            : this(JsonValues.Of(text))
        {
        }

        public Chance Chance { get; } = new(new Random(3));

        public JsonElement Find(VariablePath path) => path.Root == "x" ? path.Below(value, 1) : default;
    }
}

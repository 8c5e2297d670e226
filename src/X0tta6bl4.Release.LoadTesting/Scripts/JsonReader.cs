using System.Globalization;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Turns YAML into the JSON that it stands for.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class JsonReader(ScriptReading reading)
{
    /// <summary>JSON with templates.</summary>
    public JsonTemplate ReadTemplate(YamlElement element, Scope scope)
    {
        JsonTemplate read = element switch
        {
            YamlElement.Map map => new JsonTemplate.Map([.. map.Entries.Select(entry => KeyValuePair.Create(KeyOf(entry.Key), ReadTemplate(entry.Value, scope)))]),
            YamlElement.List list => new JsonTemplate.List([.. list.Items.Select(item => ReadTemplate(item, scope))]),
            YamlElement.Scalar { ScalarKind: ScalarKind.Text } text => new JsonTemplate.Text(reading.Template(text, scope)),
            YamlElement.Scalar scalar => new JsonTemplate.Constant(ValueOf(scalar)),
            _ => throw new InvalidOperationException($"no JSON for {element.Kind}"),
        };
        return read.IsConstant && read is not JsonTemplate.Constant ? new JsonTemplate.Constant(read.RenderValue(NoValues)) : read;
    }

    /// <summary>JSON whose texts may name the environment.</summary>
    public JsonElement ReadValue(YamlElement element) => element switch
    {
        YamlElement.Scalar { ScalarKind: ScalarKind.Text } text => JsonValues.Of(reading.HeadText(text)),
        YamlElement.Scalar scalar => ValueOf(scalar),
        YamlElement.List list => JsonSerializer.SerializeToElement(list.Items.Select(ReadValue).ToList()),
        YamlElement.Map map => JsonSerializer.SerializeToElement(map.Entries.ToDictionary(entry => entry.Key.Text, entry => ReadValue(entry.Value), StringComparer.Ordinal)),
        _ => default,
    };

    static HeadValues NoValues { get; } = new(null, new Dictionary<string, JsonElement>());

    string KeyOf(YamlKey key)
    {
        if (key.Text.Contains("{{", StringComparison.Ordinal))
        {
            reading.Findings.Add(key.At, "keys of JSON cannot be templates");
        }

        return key.Text;
    }

    static JsonElement ValueOf(YamlElement.Scalar scalar) => scalar.ScalarKind switch
    {
        ScalarKind.Truth => JsonSerializer.SerializeToElement(scalar.Text[0] is 't' or 'T'),
        ScalarKind.Number => NumberOf(scalar.Text),
        ScalarKind.Text => JsonValues.Of(scalar.Text),
        _ => JsonSerializer.SerializeToElement<object?>(null),
    };

    /// <summary>A number; null where JSON has none for it (<c>.inf</c>, <c>.nan</c>).</summary>
    static JsonElement NumberOf(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? JsonSerializer.SerializeToElement(Digits(text[2..], 16))
        : text.StartsWith("0o", StringComparison.Ordinal) ? JsonSerializer.SerializeToElement(Digits(text[2..], 8))
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonSerializer.SerializeToElement(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValues.Of(number)
        : JsonSerializer.SerializeToElement<object?>(null);

    static double Digits(string digits, int radix) => digits.Aggregate(0.0, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));
}

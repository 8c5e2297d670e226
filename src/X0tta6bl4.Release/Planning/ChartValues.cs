using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace X0tta6bl4.Release.Planning;

/// <summary>A chart's values as a file has them.</summary>
/// <param name="File">Absolute path of the file.</param>
/// <param name="Hash">See <see cref="HashOf"/>.</param>
public sealed record ChartValues(string File, string Hash)
{
    /// <summary>Reads a values file's text. Pure: it opens no file.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="shownName">Its name in messages.</param>
    /// <param name="text">Its text, YAML.</param>
    public static Checked<ChartValues> Read(string file, string shownName, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            var values = yaml.Documents.Count == 0 ? new JsonObject() : Convert(yaml.Documents[0].RootNode);
            return values is JsonObject map
                ? Checked.Valid(new ChartValues(file, HashOf(map)))
                : Checked.Invalid<ChartValues>([new Problem(shownName, "values are a map of keys and values", "write it as YAML, as helm wants it")]);
        }
        catch (YamlException wrong)
        {
            return Checked.Invalid<ChartValues>([new Problem($"{shownName}({wrong.Start.Line},{wrong.Start.Column})", $"not valid YAML: {wrong.Message.Split('\n')[0].Trim().TrimEnd('.')}")]);
        }
    }

    /// <summary>SHA-256 over values, 64 lower-case hexadecimal digits; the order of keys and how a number is written do not matter.</summary>
    public static string HashOf(JsonObject values) => System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FieldChange.Canonical(Normal(values))!)));

    static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(child.Key.ToString(), Convert(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Scalar(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value ?? ""),
        _ => null,
    };

    static JsonValue? Scalar(string text) => PlainScalar.KindOf(text) switch
    {
        ScalarKind.Nothing => null,
        ScalarKind.Truth => JsonValue.Create(text is ['t' or 'T', ..]),
        ScalarKind.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    // Helm leaves out keys whose value is null, and writes numbers in its own way.
    static JsonNode? Normal(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Normal(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Normal)]),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        null => null,
        _ => node.DeepClone(),
    };
}

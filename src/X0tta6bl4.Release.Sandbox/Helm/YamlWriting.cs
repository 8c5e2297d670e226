using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>JSON as block YAML. Written here because the estate's start writes it too, where loading a library would cost more than these lines.</summary>
internal static partial class YamlWriting
{
    public static string Text(JsonObject node)
    {
        var text = new StringBuilder();
        Members(text, node, 0, isFirstIndented: true);
        return node.Count == 0 ? "{}\n" : text.ToString();
    }

    static void Members(StringBuilder text, JsonObject node, int depth, bool isFirstIndented)
    {
        foreach (var (name, value) in node)
        {
            text.Append(isFirstIndented ? new string(' ', depth) : "").Append(Scalar(name)).Append(':');
            isFirstIndented = true;
            switch (value)
            {
                case JsonObject { Count: > 0 } inner:
                    text.Append('\n');
                    Members(text, inner, depth + 2, isFirstIndented: true);
                    break;
                case JsonArray { Count: > 0 } list:
                    text.Append('\n');
                    Elements(text, list, depth);
                    break;
                default:
                    text.Append(' ').Append(Leaf(value, depth + 2)).Append('\n');
                    break;
            }
        }
    }

    static void Elements(StringBuilder text, JsonArray list, int depth)
    {
        foreach (var element in list)
        {
            text.Append(' ', depth).Append("- ");
            if (element is JsonObject { Count: > 0 } inner)
            {
                Members(text, inner, depth + 2, isFirstIndented: false);
            }
            else
            {
                // Lists in lists do not occur in manifests; flow style reads the same.
                text.Append(element is JsonArray ? Wire.Text(element) : Leaf(element, depth + 2)).Append('\n');
            }
        }
    }

    static string Leaf(JsonNode? node, int depth) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Block(value.GetValue<string>(), depth),
        _ => node.ToJsonString(),
    };

    static string Block(string text, int depth) => Lines().IsMatch(text)
        ? "|\n" + string.Join('\n', text[..^1].Split('\n').Select(line => line.Length == 0 ? "" : new string(' ', depth) + line))
        : Scalar(text);

    static string Scalar(string text) => Plain().IsMatch(text) && YamlReading.Scalar(text) is JsonValue v && v.GetValueKind() == JsonValueKind.String
        ? text : Wire.Text(JsonValue.Create(text));

    [GeneratedRegex(@"\A[A-Za-z0-9/_.][A-Za-z0-9_./@ -]*(:[A-Za-z0-9_./@-]+)*(?<! )\z")]
    private static partial Regex Plain();

    /// <summary>Printable lines, the first without a leading blank, the last ended.</summary>
    [GeneratedRegex(@"\A[!-~][ -~]*\n([ -~]*\n)*\z")]
    private static partial Regex Lines();
}

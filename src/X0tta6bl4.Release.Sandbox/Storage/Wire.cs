using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>JSON as it goes over the wire and to disk.</summary>
internal static class Wire
{
    // Go's encoder leaves + and quotes readable; the relaxed encoder is the nearest to it.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonSerializerOptions TextOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Utf8(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            node.WriteTo(writer);
        }

        return stream.ToArray();
    }

    public static byte[] Utf8Without(JsonObject node, params ReadOnlySpan<string> names)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in node)
            {
                if (!names.Contains(name))
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    static void WriteValue(Utf8JsonWriter writer, JsonNode? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    public static string Text(JsonNode node) => node.ToJsonString(TextOptions);
}

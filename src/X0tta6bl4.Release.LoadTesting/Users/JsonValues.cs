using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>Values of variables: JSON, and undefined for what has none.</summary>
internal static class JsonValues
{
    /// <summary>How texts are escaped in JSON that is sent: as little as the format allows.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    static readonly JsonSerializerOptions Compact = new() { Encoder = Encoder };
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>A text.</summary>
    public static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text);

    /// <summary>A number.</summary>
    public static JsonElement Of(double number) => JsonSerializer.SerializeToElement(number);

    /// <summary>A whole number.</summary>
    public static JsonElement Of(int number) => JsonSerializer.SerializeToElement(number);

    /// <summary>A document; null when the bytes are no JSON.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value as it stands in a text: texts without quotes, lists and maps as compact JSON, no value as <c>undefined</c>.</summary>
    public static string AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => AsText(value.GetDouble(), value.GetRawText()),
        _ => JsonSerializer.Serialize(value, Compact),
    };

    /// <summary>True for a list or a map.</summary>
    public static bool IsComposite(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>Whole numbers keep all their digits; <c>1.0</c> and <c>1e2</c> are written as they are counted.</summary>
    static string AsText(double number, string raw) =>
        raw.AsSpan().ContainsAny('.', 'e', 'E') && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : raw;
}

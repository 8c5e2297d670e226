using System.Text.Json;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>Orders and messages as JSON; times are milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(LoadOrder))]
[JsonSerializable(typeof(LoadMessage))]
internal sealed partial class LoadJson : JsonSerializerContext
{
    /// <summary>The text of an order or a message, in one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Default);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none of this kind.</exception>
    public static T Read<T>(string line) => (T)(JsonSerializer.Deserialize(line, typeof(T), Default) ?? throw new JsonException("null"));
}

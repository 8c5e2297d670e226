using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>Orders, messages and reports as JSON; times are milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(LoadOrder))]
[JsonSerializable(typeof(LoadMessage))]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class LoadJson : JsonSerializerContext
{
    /// <summary>For people: in lines.</summary>
    public static LoadJson Indented => field ??= new LoadJson(new JsonSerializerOptions(Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The text of an order or a message, in one line.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Default);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none of this kind.</exception>
    public static T Read<T>(string line) => (T)(JsonSerializer.Deserialize(line, typeof(T), Default) ?? throw new JsonException("null"));
}

/// <summary>Times as numbers of milliseconds.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    /// <inheritdoc/>
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromTicks((long)Math.Round(reader.GetDouble() * TimeSpan.TicksPerMillisecond));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalMilliseconds);
}

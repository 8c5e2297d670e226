using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <summary>Writes a field path as its text.</summary>
public sealed class FieldPathJsonConverter : JsonConverter<FieldPath>
{
    /// <inheritdoc/>
    public override FieldPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A field path is a text."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FieldPath value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

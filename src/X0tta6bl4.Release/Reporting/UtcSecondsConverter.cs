using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Times as shells and jq read them without help: UTC, whole seconds, <c>2026-01-02T03:04:05Z</c>.</summary>
public sealed class UtcSecondsConverter : JsonConverter<DateTimeOffset>
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParseExact(reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new JsonException($"This is no time of the form {Format}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A status for machines: what <c>Status --json</c> prints. Its schema is <c>build/status.schema.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, Converters = [typeof(UtcSecondsConverter)])]
[JsonSerializable(typeof(EstateStatus))]
public sealed partial class StatusJson : JsonSerializerContext
{
    /// <summary>The status as JSON text.</summary>
    public static string Write(EstateStatus status) => JsonSerializer.Serialize(status, Default.EstateStatus) + "\n";
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A report for machines: <c>report.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(ReleaseReport))]
public sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The report as JSON text.</summary>
    public static string Write(ReleaseReport report) => JsonSerializer.Serialize(report, Default.ReleaseReport) + "\n";
}

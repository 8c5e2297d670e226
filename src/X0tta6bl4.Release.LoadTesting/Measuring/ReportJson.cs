using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Reports as JSON for people and their tools, in lines; times are milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The text of a report.</summary>
    public static string Text(LoadReport report) => JsonSerializer.Serialize(report, Indented.LoadReport) + "\n";

    static ReportJson Indented => field ??= new ReportJson(new JsonSerializerOptions(Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

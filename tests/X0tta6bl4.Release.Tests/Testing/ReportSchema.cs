using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>The schema of <c>report.json</c>, made of the records that are written and of what their documentation says of them.</summary>
static partial class ReportSchema
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<string, XElement> Documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "X0tta6bl4.Release.xml"))
        .Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>The schema as it is shipped.</summary>
    public static string Generate() => Generate(ReportJson.Default.ReleaseReport, "Report of a release");

    /// <summary>The schema of another document that is made of documented records.</summary>
    public static string Generate(JsonTypeInfo type, string title)
    {
        var schema = (JsonObject)type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Described });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(Indented) + "\n";
    }

    static JsonNode Described(JsonSchemaExporterContext context, JsonNode exported)
    {
        var node = exported is JsonObject ? exported : Written(context.TypeInfo.Type) ?? exported;
        // The exporter's own remarks are about .NET.
        _ = (node as JsonObject)?.Remove("$comment");
        _ = (node as JsonObject)?.Remove("default");
        // What is written is written whole: a reader may rely on every property.
        if (node is JsonObject { } schema && schema["properties"] is JsonObject properties)
        {
            schema["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]);
            if (schema.Remove("type"))
            {
                schema.Insert(0, "type", IsNullable(context) ? new JsonArray("object", "null") : "object");
            }
        }

        if (context.PropertyInfo is { } info && node is JsonObject described && Text(info.DeclaringType, info.Name) is { Length: > 0 } text)
        {
            described.Insert(0, "description", text);
        }

        return node;
    }

    // What a converter of ours writes, the exporter cannot know.
    static JsonObject? Written(Type type) =>
        type == typeof(DateTimeOffset) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(DateTimeOffset?) ? new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" }
        : null;

    static bool IsNullable(JsonSchemaExporterContext context) => context.PropertyInfo?.IsGetNullable == true && !context.TypeInfo.Type.IsValueType;

    // A record's parameters are documented at its type.
    static string Text(Type type, string json)
    {
        var name = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Single(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == json).Name;
        var element = Documentation.GetValueOrDefault($"P:{type.FullName}.{name}")?.Element("summary")
            ?? Documentation.GetValueOrDefault($"T:{type.FullName}")?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == name)
            ?? throw new InvalidOperationException($"{type.Name}.{name} has no documentation.");
        return Spaces().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();
    }

    static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"'{code.Value}'",
        XElement { Name.LocalName: "see" } see => ((string?)see.Attribute("cref") ?? "").Split('.')[^1],
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Planning;

/// <summary>How plans are written and read: <c>plan.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Plan))]
public sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The plan as JSON text.</summary>
    public static string Write(Plan plan) => JsonSerializer.Serialize(plan, Default.Plan) + "\n";

    /// <summary>Reads a plan.</summary>
    /// <exception cref="JsonException">The text is no plan.</exception>
    public static Plan Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.Plan) is { Format: 1 } plan ? plan : throw new JsonException("This is no plan of format 1.");
        }
        catch (NotSupportedException exception)
        {
            // What the serializer throws for a step that does not say of which kind it is.
            throw new JsonException("A step names its kind.", exception);
        }
    }
}

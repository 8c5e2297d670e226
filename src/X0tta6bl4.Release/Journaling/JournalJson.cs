using System.Text.Json;
using System.Text.Json.Serialization;

namespace X0tta6bl4.Release.Journaling;

/// <summary>How journal entries are written and read: one JSON object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(JournalEntry))]
public sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>An entry as one line, without the line's end.</summary>
    public static string Write(JournalEntry entry) => JsonSerializer.Serialize(entry, Default.JournalEntry);

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">The line is no entry.</exception>
    public static JournalEntry Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.JournalEntry) ?? throw new JsonException("An entry is not null.");
        }
        catch (NotSupportedException exception)
        {
            // What the serializer throws for an object that does not say which fact it is.
            throw new JsonException("An entry names its fact.", exception);
        }
    }
}

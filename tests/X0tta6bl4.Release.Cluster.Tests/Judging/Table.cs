using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace X0tta6bl4.Release.Cluster.Tests.Judging;

/// <summary>Reads the tables that are kept as YAML beside the tests.</summary>
static class Table
{
    public static JsonNode Load(string name)
    {
        using var reader = new StreamReader(typeof(Table).Assembly.GetManifestResourceStream(name)!);
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(reader);
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree!))!;
    }

    /// <summary>Merges changes into an object and returns it; null takes a member away.</summary>
    public static JsonObject Merge(JsonObject into, JsonNode? changes)
    {
        foreach (var (name, value) in changes as JsonObject ?? [])
        {
            into[name] = value is JsonObject && into[name] is JsonObject inner ? Merge((JsonObject)inner.DeepClone(), value) : value?.DeepClone();
        }

        return into;
    }
}

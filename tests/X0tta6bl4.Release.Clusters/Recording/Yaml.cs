using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Reads YAML as JSON, and merges one manifest into another.</summary>
static class Yaml
{
    public static JsonObject Load(string path) => Parse(File.ReadAllText(path));

    public static JsonObject Parse(string text)
    {
        using var reader = new StringReader(text);
        var tree = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new MergingParser(new Parser(reader)));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().DisableAliases().Build().Serialize(tree!))!.AsObject();
    }

    /// <summary>Objects are merged member by member, lists of named things name by name; everything else is replaced.</summary>
    public static JsonNode? Merge(JsonNode? into, JsonNode? changes)
    {
        switch (into, changes)
        {
            case (JsonObject target, JsonObject members):
                foreach (var (name, value) in members)
                {
                    target[name] = Merge(target[name]?.DeepClone(), value);
                }

                return target;
            case (JsonArray target, JsonArray items) when items.All(item => Name(item) is not null):
                foreach (var item in items)
                {
                    MergeItem(target, item!);
                }

                return target;
            default:
                return changes?.DeepClone();
        }
    }

    static void MergeItem(JsonArray target, JsonNode item)
    {
        var index = target.TakeWhile(known => Name(known) != Name(item)).Count();
        if (index < target.Count)
        {
            target[index] = Merge(target[index]!.DeepClone(), item);
        }
        else
        {
            target.Add(item.DeepClone());
        }
    }

    static string? Name(JsonNode? item) => (item as JsonObject)?["name"]?.GetValue<string>();
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>Server-side apply: a writer states the fields it wants to own.</summary>
internal static class ServerSideApply
{
    /// <summary>Merges a configuration into the live object and keeps the books.</summary>
    /// <exception cref="ApplyConflict">Others own fields with other values, and force was not asked for.</exception>
    public static JsonObject Apply(JsonObject live, JsonObject config, FieldWriter writer, bool force, string now)
    {
        var entries = ManagedFields.Read(live);
        var wanted = FieldPaths.Flatten(config);
        var present = FieldPaths.Flatten(live);
        var contested = wanted.Where(w => present.TryGetValue(w.Key, out var value) && !JsonNode.DeepEquals(value, w.Value)).Select(w => w.Key).ToHashSet();
        var conflicts = entries.Where(e => e.Writer != writer).SelectMany(e => e.Fields.Where(contested.Contains).Select(f => (e.Writer, f))).ToImmutableArray();
        if (!conflicts.IsEmpty && !force)
        {
            throw new ApplyConflict(conflicts);
        }

        entries.Where(e => e.Writer != writer).ToList().ForEach(e => e.Fields.RemoveWhere(contested.Contains));
        var merged = Merge(live, config);
        foreach (var field in GivenUp(entries, writer, wanted))
        {
            FieldPaths.Remove(merged, field);
        }

        ManagedFields.Add(entries, writer, wanted.Keys, now);
        ManagedFields.Write(merged, entries);
        return merged;
    }

    // Fields that this writer owned alone and does not state any more.
    static IEnumerable<string> GivenUp(List<FieldEntry> entries, FieldWriter writer, Dictionary<string, JsonNode?> wanted)
    {
        var others = entries.Where(e => e.Writer != writer).SelectMany(e => e.Fields).ToHashSet();
        bool IsShared(string field) => others.Contains(field)
            || (field.LastIndexOf(FieldPaths.Separator) is var at && field[(at + 1)] == 'k' && others.Any(o => o.StartsWith(field + FieldPaths.Separator, StringComparison.Ordinal)));
        var mine = entries.Find(e => e.Writer == writer)?.Fields ?? [];
        return mine.Where(f => !wanted.ContainsKey(f) && !IsShared(f)).Order(StringComparer.Ordinal);
    }

    static JsonObject Merge(JsonObject live, JsonObject config)
    {
        var result = live.Copy();
        foreach (var (name, value) in config)
        {
            result[name] = (result[name], value) switch
            {
                (JsonObject inner, JsonObject stated) => Merge(inner, stated),
                (JsonArray list, JsonArray stated) when ListKeys.Of(name, stated, list) is { Length: > 0 } keys => MergeList(list, stated, keys),
                _ => value?.DeepClone(),
            };
        }

        return result;
    }

    static JsonArray MergeList(JsonArray live, JsonArray config, string[] keys)
    {
        var result = (JsonArray)live.DeepClone();
        foreach (var element in config.OfType<JsonObject>())
        {
            if (result.FirstOrDefault(e => ListKeys.AreSame(e, element, keys)) is JsonObject known)
            {
                result[result.IndexOf(known)] = Merge(known, element);
            }
            else
            {
                result.Add(element.DeepClone());
            }
        }

        return result;
    }
}

/// <summary>Fields that others own.</summary>
internal sealed class ApplyConflict(ImmutableArray<(FieldWriter Owner, string Field)> conflicts) : Exception("the fields have other owners")
{
    public ImmutableArray<(FieldWriter Owner, string Field)> Conflicts { get; } = conflicts;
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Patching;

/// <summary>Who set which field: keeps metadata.managedFields.</summary>
internal static class ManagedFields
{
    /// <summary>Notes what an update changed: its writer owns that now, and nobody else does. Entries that the update itself brings count, as long as there is one.</summary>
    /// <param name="live">The object before; empty for a creation.</param>
    /// <param name="changed">The object after; gets the entries.</param>
    /// <param name="writer">Who wrote.</param>
    /// <param name="now">The time of the entry.</param>
    public static void NoteUpdate(JsonObject live, JsonObject changed, FieldWriter writer, string now)
    {
        if (changed.At("metadata", "managedFields") is JsonArray { Count: 1 } reset && reset[0] is JsonObject { Count: 0 })
        {
            changed.Metadata().Remove("managedFields");
            return;
        }

        var before = FieldPaths.Flatten(live, withMaps: true);
        var after = FieldPaths.Flatten(changed, withMaps: true);
        var written = after.Where(p => !before.TryGetValue(p.Key, out var value) || !JsonNode.DeepEquals(value, p.Value)).Select(p => p.Key).ToHashSet();
        var entries = Read(changed) is { Count: > 0 } given ? given : Read(live);
        foreach (var entry in entries)
        {
            entry.Fields.RemoveWhere(f => (written.Contains(f) && entry.Writer != writer) || !after.ContainsKey(f));
        }

        if (written.Count > 0)
        {
            Add(entries, writer, written, now);
        }

        Write(changed, entries);
    }

    public static List<FieldEntry> Read(JsonObject o) =>
        [.. o.Items("metadata", "managedFields").Select(e => new FieldEntry(
            new(e.Text("manager") ?? "unknown", e.Text("operation") ?? "Update", e.Text("subresource")),
            FieldPaths.FromFields(e["fieldsV1"] as JsonObject),
            e.Text("time") ?? ""))];

    public static void Add(List<FieldEntry> entries, FieldWriter writer, IEnumerable<string> fields, string now)
    {
        var known = entries.Find(e => e.Writer == writer);
        entries.RemoveAll(e => e.Writer == writer);
        entries.Add(new(writer, [.. fields, .. writer.Operation == "Apply" ? [] : known?.Fields ?? []], now));
    }

    public static void Write(JsonObject o, List<FieldEntry> entries)
    {
        var version = o.Text("apiVersion");
        var ordered = entries.Where(e => e.Fields.Count > 0).OrderBy(e => e.Writer.Operation, StringComparer.Ordinal)
            .ThenBy(e => e.Time, StringComparer.Ordinal).ThenBy(e => e.Writer.Manager, StringComparer.Ordinal);
        var kept = ordered.Select(e =>
        {
            var entry = new JsonObject
            {
                ["manager"] = e.Writer.Manager,
                ["operation"] = e.Writer.Operation,
                ["apiVersion"] = version,
                ["time"] = e.Time,
                ["fieldsType"] = "FieldsV1",
                ["fieldsV1"] = FieldPaths.ToFields(e.Fields),
            };
            if (e.Writer.Subresource is not null)
            {
                entry["subresource"] = e.Writer.Subresource;
            }

            return entry;
        });
        var list = new JsonArray([.. kept]);
        o.Metadata().Remove("managedFields");
        if (list.Count > 0)
        {
            o.Metadata()["managedFields"] = list;
        }
    }
}

/// <summary>One writer, as managedFields tells them apart.</summary>
internal sealed record FieldWriter(string Manager, string Operation, string? Subresource);

/// <summary>One entry of managedFields.</summary>
internal sealed record FieldEntry(FieldWriter Writer, HashSet<string> Fields, string Time);

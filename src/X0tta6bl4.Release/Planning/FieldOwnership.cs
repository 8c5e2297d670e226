using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>Who owns which fields of an object (<c>metadata.managedFields</c>), and how fields come back to whom they belonged. Pure.</summary>
public static class FieldOwnership
{
    /// <summary>JSON pointer to the entries.</summary>
    const string Pointer = "/metadata/managedFields";

    /// <summary>Who owns certain fields of an object, or something below them.</summary>
    public static ImmutableArray<FieldOwner> Of(JsonObject manifest, IEnumerable<FieldPath> paths)
    {
        var fields = paths.ToArray();
        return [.. Entries(manifest).Select(entry => Owner(entry, fields)).OfType<FieldOwner>()];
    }

    /// <summary>The operations that give fields back, if the object is still as it was seen; none when they are owned as before.</summary>
    /// <param name="manifest">The object as it is, with its old values again.</param>
    /// <param name="paths">The fields.</param>
    /// <param name="writer">Manager under whose name they were changed and changed back.</param>
    /// <param name="before">Who owned them before; see <see cref="Of"/>.</param>
    /// <remarks>A server that is sent managedFields takes them as they are, as long as the same request changes nothing else. What other managers have
    /// come to own meanwhile stays theirs, and controllers' entries are the live ones.</remarks>
    public static ImmutableArray<PatchOperation> Return(JsonObject manifest, IEnumerable<FieldPath> paths, string writer, ImmutableArray<FieldOwner> before)
    {
        var live = Entries(manifest).ToArray();
        var fields = paths.ToArray();
        var entries = live.Select(entry => Text(entry, "manager") == writer && Text(entry, "operation") == "Update" && Text(entry, "subresource").Length == 0 ? Without(entry, fields) : entry.DeepClone().AsObject()).ToList();
        foreach (var owner in before)
        {
            Give(entries, owner);
        }

        entries.RemoveAll(entry => Fields(entry).Count == 0);
        var wanted = new JsonArray([.. entries]);
        return live.Length == 0 || entries.Count == 0 || JsonNode.DeepEquals(wanted, manifest["metadata"]!["managedFields"]) ? []
            : [PatchOperation.Test("/metadata/resourceVersion", manifest["metadata"]!["resourceVersion"]), new PatchOperation("replace", Pointer, wanted.ToJsonString(JsonSerializerOptions.Default))];
    }

    static IEnumerable<JsonObject> Entries(JsonObject manifest) =>
        manifest["metadata"]?["managedFields"] is JsonArray entries ? entries.OfType<JsonObject>().Where(entry => entry["fieldsV1"] is JsonObject) : [];

    static FieldOwner? Owner(JsonObject entry, FieldPath[] paths)
    {
        var owned = paths.Select(path => FieldSet.At(Fields(entry), path)).OfType<JsonObject>().Aggregate(new JsonObject(), FieldSet.Union);
        return owned.Count == 0 ? null : new FieldOwner(
            Text(entry, "manager"), Text(entry, "operation"), Text(entry, "apiVersion"),
            Text(entry, "subresource") is { Length: > 0 } subresource ? subresource : null,
            Text(entry, "time"), owned.ToJsonString(JsonSerializerOptions.Default));
    }

    static JsonObject Without(JsonObject entry, FieldPath[] paths)
    {
        var left = entry.DeepClone().AsObject();
        left["fieldsV1"] = paths.Aggregate(Fields(entry), FieldSet.Without).DeepClone();
        return left;
    }

    static void Give(List<JsonObject> entries, FieldOwner owner)
    {
        var fields = JsonNode.Parse(owner.Fields)!.AsObject();
        var index = entries.FindIndex(entry => Text(entry, "manager") == owner.Manager && Text(entry, "operation") == owner.Operation && Text(entry, "apiVersion") == owner.ApiVersion && Text(entry, "subresource") == (owner.Subresource ?? ""));
        if (index >= 0)
        {
            entries[index]["fieldsV1"] = FieldSet.Union(Fields(entries[index]), fields);
            return;
        }

        var entry = new JsonObject { ["manager"] = owner.Manager, ["operation"] = owner.Operation, ["apiVersion"] = owner.ApiVersion, ["time"] = owner.Time, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = fields };
        if (owner.Subresource is { } subresource)
        {
            entry["subresource"] = subresource;
        }

        entries.Add(entry);
    }

    static JsonObject Fields(JsonObject entry) => entry["fieldsV1"]!.AsObject();

    static string Text(JsonObject entry, string name) => (string?)entry[name] ?? "";
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>Turns field changes into a JSON patch for an object as it is now.</summary>
public abstract record ObjectPatch
{
    private protected ObjectPatch()
    {
    }

    /// <summary>Every field already has its new value.</summary>
    public sealed record NothingToDo : ObjectPatch;

    /// <summary>The patch to send: tests of uid, list positions and old values, then the changes.</summary>
    /// <param name="Operations">Operations in order.</param>
    public sealed record Ready(ImmutableArray<PatchOperation> Operations) : ObjectPatch;

    /// <summary>The object is not what the changes expect.</summary>
    /// <param name="Reasons">For each field: path, what was expected, what is there.</param>
    public sealed record Mismatch(ImmutableArray<string> Reasons) : ObjectPatch;

    /// <summary>Compares the changes with the object and builds the patch.</summary>
    /// <param name="manifest">The object as it is now.</param>
    /// <param name="uid">The uid it must have.</param>
    /// <param name="changes">What to change. A field that already has its new value is left alone.</param>
    public static ObjectPatch For(JsonObject manifest, string uid, ImmutableArray<FieldChange> changes)
    {
        var seenUid = (string?)manifest["metadata"]?["uid"];
        if (seenUid != uid)
        {
            return new Mismatch([$"the object was replaced by another of the same name (uid {seenUid}, was {uid})"]);
        }

        var located = changes.Select(change => (Change: change, Location: change.Path.Locate(manifest))).ToArray();
        var reasons = located.Select(item => Reason(item.Change, item.Location)).OfType<string>().ToImmutableArray();
        if (!reasons.IsEmpty)
        {
            return new Mismatch(reasons);
        }

        var due = located.Where(item => item.Location is { } location && FieldChange.Canonical(location.Value) != item.Change.After)
            .SelectMany(item => Edit(item.Change, item.Location)).ToImmutableArray();
        return due.IsEmpty ? new NothingToDo() : new Ready([PatchOperation.Test("/metadata/uid", uid), .. due]);
    }

    static string? Reason(FieldChange change, FieldLocation? location)
    {
        var live = FieldChange.Canonical(location?.Value);
        return location is null && change.After is not null ? $"{change.Path}: its parent is not there any more"
            : location is null || live == change.Before || live == change.After ? null
            : $"{change.Path}: expected {change.Before ?? "no value"}, found {live ?? "no value"}";
    }

    static IEnumerable<PatchOperation> Edit(FieldChange change, FieldLocation? location)
    {
        if (location is null)
        {
            yield break;
        }

        foreach (var guard in location.Guards)
        {
            yield return guard;
        }

        if (change.Before is not null)
        {
            yield return new PatchOperation("test", location.Pointer, change.Before);
        }

        yield return change.After is null ? new PatchOperation("remove", location.Pointer, null)
            : new PatchOperation(change.Before is null ? "add" : "replace", location.Pointer, change.After);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>The token of the run that may change an object, as an annotation. Every write tests it, so what an earlier holder of the lock sent too late is refused. Pure.</summary>
public static class TokenStamp
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "x0tta6bl4.com/release-token";

    /// <summary>JSON pointer to it.</summary>
    public const string Path = "/metadata/annotations/x0tta6bl4.com~1release-token";

    /// <summary>The token that an object has; null for none.</summary>
    public static string? Of(JsonObject manifest) => (string?)manifest["metadata"]?["annotations"]?[Annotation];

    /// <summary>The text of an object that is to be made, with the token.</summary>
    public static string Put(string manifest, string token)
    {
        var made = JsonNode.Parse(manifest)!.AsObject();
        made["metadata"]!["annotations"]![Annotation] = token;
        return made.ToJsonString(JsonSerializerOptions.Default);
    }

    /// <summary>Operations that give an object the token, if its own is still the one that was seen; none when it has it.</summary>
    public static ImmutableArray<PatchOperation> Set(JsonObject manifest, string token) => Of(manifest) switch
    {
        { } same when same == token => [],
        { } other => [PatchOperation.Test(Path, other), new PatchOperation("replace", Path, FieldChange.Canonical(token))],
        // An absent value cannot be tested, so the whole object is.
        null when manifest["metadata"]?["annotations"] is null => [.. Unchanged(manifest), PatchOperation.Add("/metadata/annotations", new JsonObject { [Annotation] = token })],
        null => [.. Unchanged(manifest), PatchOperation.Add(Path, token)],
    };

    /// <summary>Operations that take certain tokens away; none when the object has none of them.</summary>
    public static ImmutableArray<PatchOperation> Clear(JsonObject manifest, Predicate<string> which) =>
        Of(manifest) is { } token && which(token) ? [PatchOperation.Test(Path, token), new PatchOperation("remove", Path, null)] : [];

    static ImmutableArray<PatchOperation> Unchanged(JsonObject manifest) =>
        manifest["metadata"]?["resourceVersion"] is { } version ? [PatchOperation.Test("/metadata/resourceVersion", version.DeepClone())] : [];
}

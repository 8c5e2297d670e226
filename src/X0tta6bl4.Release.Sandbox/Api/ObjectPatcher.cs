using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Patching;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The four types of patch, for every kind. Needs the gate.</summary>
internal sealed class ObjectPatcher(Cluster cluster, ObjectWriter writer)
{
    public const string ApplyType = "application/apply-patch+yaml";
    const string JsonType = "application/json-patch+json";
    const string MergeType = "application/merge-patch+json";
    const string StrategicType = "application/strategic-merge-patch+json";

    /// <exception cref="Rejection">There is no such object, the patch does not apply, or its result is wrong.</exception>
    public (JsonObject Result, bool IsCreated) Patch(ApiPath path, string mediaType, byte[] body, WriteOptions options)
    {
        var patch = mediaType == ApplyType ? Bodies.Yaml(body) : Bodies.Json(body);
        var live = cluster.Store.Find(path.Kind, path.Namespace, path.Name ?? "");
        if (mediaType == ApplyType)
        {
            return Apply(path, live, patch as JsonObject ?? throw Rejection.BadRequest("a configuration is an object"), options);
        }

        if (live is null)
        {
            throw Rejection.NotFound(path.Kind, path.Name ?? "");
        }

        return (writer.Update(live, Patched(live.Value, mediaType, patch), options), false);
    }

    /// <summary>The object with the patch applied, not stored.</summary>
    public static JsonObject Patched(JsonObject live, string mediaType, JsonNode patch)
    {
        try
        {
            return mediaType switch
            {
                JsonType => JsonPatch.Apply(live, patch),
                MergeType => MergePatch.Apply(live, Object(patch)),
                StrategicType => StrategicMergePatch.Apply(live, Object(patch)),
                _ => throw Rejection.UnsupportedPatch(),
            };
        }
        catch (PatchProblem problem) when (problem.IsMalformed)
        {
            throw Rejection.BadRequest(problem.Message);
        }
        catch (PatchProblem problem) when (problem.IsFault)
        {
            throw Rejection.Fault(problem.Message);
        }
        catch (PatchProblem)
        {
            throw Rejection.PatchFailed();
        }
    }

    (JsonObject Result, bool IsCreated) Apply(ApiPath path, StoredObject? live, JsonObject config, WriteOptions options)
    {
        if (config.At("metadata", "managedFields") is JsonArray { Count: > 0 })
        {
            throw Rejection.BadRequest("metadata.managedFields must be nil");
        }

        if (config.Text("apiVersion") is null || config.Text("kind") is null)
        {
            throw Rejection.BadRequest("invalid object type: /, Kind=");
        }

        if (config.Name().Length > 0 && config.Name() != path.Name)
        {
            throw Rejection.BadRequest($"the name of the object ({config.Name()}) does not match the name on the URL ({path.Name})");
        }

        if (KnownFields.FirstUnknown(path.Kind, config) is { } unknown)
        {
            throw Rejection.Fault($"failed to create typed patch object: .{unknown}: field not declared in schema");
        }

        var fields = new FieldWriter(options.Manager, "Apply", options.Subresource);
        var now = cluster.Clock.Now.Stamp();
        if (live is null)
        {
            config.Metadata().Default("name", path.Name);
            var booked = ServerSideApply.Apply([], config, fields, true, now);
            var made = writer.Create(path.Kind, path.Namespace, config, options with { Subresource = "apply", IsDryRun = true });
            made.Metadata()["managedFields"] = booked.At("metadata", "managedFields")?.DeepClone();
            return (options.IsDryRun ? made : cluster.Store.Put(path.Kind, made).Value, true);
        }

        try
        {
            var merged = ServerSideApply.Apply(live.Value, config, fields, options.Force, now);
            return (writer.Update(live, merged, options, isBooked: true), false);
        }
        catch (ApplyConflict conflict)
        {
            throw Rejection.ApplyConflict(path.Kind, live.Name, conflict.Conflicts.Select(c => (Named(c.Owner, path.Kind), Readable(c.Field))).OrderBy(c => c.Item2, StringComparer.Ordinal).ToImmutableArray());
        }
    }

    // Of who updated, the version and the part count as well.
    static string Named(FieldWriter owner, ResourceKind kind) => owner.Operation == "Apply" ? $"\"{owner.Manager}\""
        : $"\"{owner.Manager}\"{(owner.Subresource is null ? "" : $" with subresource \"{owner.Subresource}\"")} using {kind.ApiVersion}";

    // .spec.template.spec.containers[name="x"].image
    static string Readable(string field) => string.Concat(field.Split(FieldPaths.Separator).Select(step => step switch
    {
        ['f', ':', .. var name] => $".{name}",
        ['k', ':', .. var key] => $"[{string.Join(',', ((JsonObject)JsonNode.Parse(key)!).Select(p => $"{p.Key}={Wire.Text(p.Value ?? "")}"))}]",
        ['v', ':', .. var value] => $"[={value}]",
        _ => "",
    }));

    static JsonObject Object(JsonNode patch) => patch as JsonObject ?? throw Rejection.BadRequest("a merge patch is an object");
}

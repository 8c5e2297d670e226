using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Patching;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Creation and change of objects, the same for all kinds. Needs the gate.</summary>
internal sealed class ObjectWriter(Cluster cluster)
{
    static readonly string[] KeptMetadata =
        ["name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"];

    /// <exception cref="Rejection">The object is wrong, exists, or its namespace does not.</exception>
    public JsonObject Create(ResourceKind kind, string ns, JsonObject given, WriteOptions options)
    {
        KnownFields.CheckTypes(kind, given);
        var made = WithoutNulls(given);
        var metadata = made.Metadata();
        CheckIdentity(kind, ns, null, made);
        KnownFields.Prune(kind, made);
        if (metadata.Text("resourceVersion") is { Length: > 0 })
        {
            throw Rejection.Fault("resourceVersion should not be set on objects to be created");
        }

        GiveName(kind, made);
        if (kind.Namespaced)
        {
            metadata["namespace"] = ns;
            CheckNamespace(kind, made);
        }

        Stamp(kind, made);
        Defaults.Apply(kind, made);
        if (options.Subresource != "apply")
        {
            ManagedFields.NoteUpdate([], made, new(options.Manager, "Update", null), cluster.Clock.Now.Stamp());
        }

        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        Allocation.Apply(kind, made, null, cluster);
        Validation.Check(kind, made, null);
        if (cluster.Store.Find(kind, ns, made.Name()) is not null)
        {
            throw Rejection.AlreadyExists(kind, made.Name());
        }

        Quotas.Check(kind, made, cluster);
        return options.IsDryRun ? made : cluster.Store.Put(kind, made).Value;
    }

    /// <summary>Stores a changed object.</summary>
    /// <param name="live">The object as it is.</param>
    /// <param name="given">The object as it shall be; of a subresource's write only that part counts.</param>
    /// <param name="options">How to write.</param>
    /// <param name="isBooked">Whether managedFields in <paramref name="given"/> are up to date already.</param>
    /// <exception cref="Rejection">The object is wrong, or has been modified since.</exception>
    public JsonObject Update(StoredObject live, JsonObject given, WriteOptions options, bool isBooked = false)
    {
        var kind = live.Kind;
        KnownFields.CheckTypes(kind, given);
        CheckIdentity(kind, live.Namespace, live.Name, given, options.IsPatch);
        CheckVersion(live, given, options);
        var changed = Combined(live, WithoutNulls(given), options.Subresource);
        KnownFields.Prune(kind, changed);
        Defaults.Apply(kind, changed);
        Allocation.Apply(kind, changed, live.Value, cluster);
        Validation.Check(kind, changed, live.Value);
        if (options.Subresource != "status" && IsNewGeneration(kind, live.Value, changed))
        {
            changed.Metadata()["generation"] = live.Value.Generation() + 1;
        }

        if (!isBooked)
        {
            ManagedFields.NoteUpdate(live.Value, changed, new(options.Manager, "Update", options.Subresource), cluster.Clock.Now.Stamp());
        }

        if (AreSameButForBooks(live.Value, changed))
        {
            return live.Value;
        }

        return options.IsDryRun ? changed : Put(live, changed);
    }

    void GiveName(ResourceKind kind, JsonObject made)
    {
        if (made.Name().Length == 0)
        {
            made.Metadata()["name"] = made.Text("metadata", "generateName") is { Length: > 0 } prefix
                ? prefix + cluster.Chance.Suffix()
                : throw Rejection.Invalid(kind, "", ("metadata.name", "Required value: name or generateName is required"));
        }
    }

    JsonObject Put(StoredObject live, JsonObject changed)
    {
        if (changed.IsTerminating() && live.Kind != ResourceKinds.Pods && live.Kind != ResourceKinds.Namespaces
            && changed.At("metadata", "finalizers") is not JsonArray { Count: > 0 })
        {
            cluster.Store.Remove(live);
            return changed;
        }

        return cluster.Store.Put(live.Kind, changed).Value;
    }

    static void CheckIdentity(ResourceKind kind, string ns, string? name, JsonObject given, bool isPatch = false)
    {
        if (given.Text("apiVersion") is { } version && version == kind.ApiVersion && given.Text("kind") is { } other && other != kind.Kind)
        {
            throw Rejection.BadRequest($"{other} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: converting "
                + $"({kind.Version}.{other}) to ({(kind.Group.Length == 0 ? "core" : kind.Group)}.{kind.Kind}): unknown conversion");
        }

        if ((given.Text("apiVersion") ?? kind.ApiVersion) != kind.ApiVersion || (given.Text("kind") ?? kind.Kind) != kind.Kind)
        {
            throw Rejection.BadRequest(
                $"the API version in the data ({given.Text("apiVersion")}, {given.Text("kind")}) does not match the expected API version ({kind.ApiVersion}, {kind.Kind})");
        }

        if (name is not null && given.Name().Length == 0)
        {
            throw Rejection.BadRequest($"the name of the object ({name} based on URL) was undeterminable: name must be provided");
        }

        if (name is not null && given.Name() != name)
        {
            throw Rejection.BadRequest($"the name of the object ({given.Name()}) does not match the name on the URL ({name})");
        }

        if (kind.Namespaced && given.Namespace() is { Length: > 0 } space && space != ns)
        {
            throw Rejection.BadRequest(isPatch
                ? $"the namespace of the object ({space}) does not match the namespace on the request ({ns})"
                : "the namespace of the provided object does not match the namespace sent on the request");
        }

        given["apiVersion"] = kind.ApiVersion;
        given["kind"] = kind.Kind;
    }

    static void CheckVersion(StoredObject live, JsonObject given, WriteOptions options)
    {
        if (given.Text("metadata", "uid") is { Length: > 0 } uid && uid != live.Value.Uid())
        {
            // Two checks find the same.
            (string, string) problem = ("metadata.uid", $"Invalid value: \"{uid}\": field is immutable");
            throw options.IsPatch
                ? Rejection.Invalid(live.Kind, live.Name, problem, problem)
                : Rejection.Conflict(live.Kind, live.Name, $"StorageError: invalid object, Code: 4, Key: /registry/{live.Kind.Plural}/{live.Namespace}/{live.Name}, "
                    + $"ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Value.Uid()}");
        }

        var version = given.Text("metadata", "resourceVersion");
        if (version is { Length: > 0 } && version != live.Value.Text("metadata", "resourceVersion"))
        {
            throw Rejection.Modified(live.Kind, live.Name);
        }

        if (string.IsNullOrEmpty(version) && live.Kind.NeedsVersion)
        {
            throw Rejection.InvalidResource(live.Kind, live.Name, "metadata.resourceVersion", "Invalid value: 0x0: must be specified for an update");
        }
    }

    void CheckNamespace(ResourceKind kind, JsonObject made)
    {
        var ns = made.Namespace();
        if (ns.Length == 0)
        {
            throw Rejection.BadRequest("an empty namespace may not be set during creation");
        }

        var space = cluster.Store.Find(ResourceKinds.Namespaces, "", ns) ?? throw Rejection.NotFound(ResourceKinds.Namespaces, ns);
        if (space.Value.IsTerminating())
        {
            throw Rejection.NoNewContent(kind, made.Name(), ns);
        }
    }

    void Stamp(ResourceKind kind, JsonObject made)
    {
        var metadata = made.Metadata();
        foreach (var name in new[] { "managedFields", "selfLink" })
        {
            metadata.Remove(name);
        }

        metadata["uid"] = cluster.Chance.Uid();
        metadata["creationTimestamp"] = cluster.Clock.Now.Stamp();
        if (kind.HasGeneration)
        {
            metadata["generation"] = 1;
        }

        // A kubelet registers its node together with the node's status.
        if (kind.HasStatus && kind != ResourceKinds.Nodes)
        {
            made.Remove("status");
        }
    }

    // What a write of the whole, or of one part, may change.
    static JsonObject Combined(StoredObject live, JsonObject given, string? subresource)
    {
        if (subresource == "status")
        {
            return WithStatus(live.Value.Copy(), given);
        }

        if (live.Kind.HasStatus)
        {
            given.Remove("status");
            if (live.Value["status"] is { } status)
            {
                given["status"] = status.DeepClone();
            }
        }

        foreach (var name in KeptMetadata)
        {
            given.Metadata().Remove(name);
            if (live.Value.At("metadata", name) is { } value)
            {
                given.Metadata()[name] = value.DeepClone();
            }
        }

        return given;
    }

    // Labels and annotations come along: controllers keep their notes there.
    static JsonObject WithStatus(JsonObject live, JsonObject given)
    {
        live["status"] = given["status"]?.DeepClone();
        foreach (var name in new[] { "labels", "annotations" })
        {
            if (given.At("metadata", name) is { } notes)
            {
                live.Metadata()[name] = notes.DeepClone();
            }
        }

        var changed = WithoutNulls(live);
        foreach (var condition in changed.Items("status", "conditions"))
        {
            condition.TryAdd("lastTransitionTime", null);
        }

        return changed;
    }

    // Of Deployments, a change of annotations counts as well.
    static bool IsNewGeneration(ResourceKind kind, JsonObject live, JsonObject changed) =>
        kind.HasGeneration && (!JsonNode.DeepEquals(live["spec"], changed["spec"])
            || (kind == ResourceKinds.Deployments && !JsonNode.DeepEquals(live.At("metadata", "annotations"), changed.At("metadata", "annotations"))));

    static bool AreSameButForBooks(JsonObject live, JsonObject changed)
    {
        var (one, other) = (live.Copy(), changed.Copy());
        foreach (var entry in one.Items("metadata", "managedFields").Concat(other.Items("metadata", "managedFields")))
        {
            entry.Remove("time");
        }

        return JsonNode.DeepEquals(one, other);
    }

    static JsonObject WithoutNulls(JsonObject given)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (value is not null)
            {
                copy[name] = value is JsonObject inner ? WithoutNulls(inner) : value is JsonArray list ? WithoutNulls(list) : value.DeepClone();
            }
        }

        return copy;
    }

    static JsonArray WithoutNulls(JsonArray list) =>
        new([.. list.Select(v => v is JsonObject o ? WithoutNulls(o) : v?.DeepClone())]);
}

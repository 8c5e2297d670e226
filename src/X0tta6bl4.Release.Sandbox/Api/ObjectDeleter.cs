using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>Deletion, the same for all kinds. Needs the gate.</summary>
internal sealed class ObjectDeleter(Cluster cluster)
{
    /// <summary>Deletes one object, or begins to.</summary>
    /// <param name="stored">The object.</param>
    /// <param name="options">DeleteOptions; what the query said has been put in.</param>
    /// <returns>The object while it is still there, else a Status.</returns>
    /// <exception cref="Rejection">A precondition does not hold.</exception>
    public JsonObject Delete(StoredObject stored, JsonObject options)
    {
        CheckPreconditions(stored, options);
        if (options["dryRun"] is JsonArray { Count: > 0 })
        {
            return stored.Value;
        }

        if (stored.Kind == ResourceKinds.Pods)
        {
            return PodDeletion.Begin(cluster, stored, options.Number("gracePeriodSeconds")).Value;
        }

        return stored.Kind == ResourceKinds.Namespaces ? Terminate(stored, ns => ns.Ensure("status")["phase"] = "Terminating") : DeleteOwner(stored, options);
    }

    JsonObject DeleteOwner(StoredObject stored, JsonObject options)
    {
        switch (options.Text("propagationPolicy"))
        {
            case "Foreground":
                return Terminate(stored, o => AddFinalizer(o, GarbageCollector.ForegroundFinalizer));
            case "Orphan":
                new GarbageCollector(cluster).Orphan(stored.Value.Uid());
                break;
            default:
                break;
        }

        if (stored.Value.At("metadata", "finalizers") is JsonArray { Count: > 0 })
        {
            return Terminate(stored, _ => { });
        }

        cluster.Store.Remove(stored);
        return Success(stored);
    }

    JsonObject Terminate(StoredObject stored, Action<JsonObject> change)
    {
        cluster.Amend(stored, o =>
        {
            o.Metadata().Default("deletionTimestamp", cluster.Clock.Now.Stamp());
            change(o);
        });
        return cluster.Store.Find(stored.Kind, stored.Namespace, stored.Name)?.Value ?? stored.Value;
    }

    static void AddFinalizer(JsonObject o, string finalizer)
    {
        var finalizers = o.Metadata().EnsureArray("finalizers");
        if (finalizers.All(f => f.Text() != finalizer))
        {
            finalizers.Add(finalizer);
        }
    }

    static void CheckPreconditions(StoredObject stored, JsonObject options)
    {
        if (options.Text("preconditions", "uid") is { } uid && uid != stored.Value.Uid())
        {
            throw Rejection.Conflict(stored.Kind, stored.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {stored.Value.Uid()}");
        }

        var live = stored.Version.ToString(CultureInfo.InvariantCulture);
        if (options.Text("preconditions", "resourceVersion") is { } version && version != live)
        {
            throw Rejection.Conflict(
                stored.Kind, stored.Name, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {live}");
        }
    }

    static JsonObject Success(StoredObject stored)
    {
        var details = new JsonObject { ["name"] = stored.Name };
        if (stored.Kind.Group.Length > 0)
        {
            details["group"] = stored.Kind.Group;
        }

        details["kind"] = stored.Kind.Plural;
        details["uid"] = stored.Value.Uid();
        return new()
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}

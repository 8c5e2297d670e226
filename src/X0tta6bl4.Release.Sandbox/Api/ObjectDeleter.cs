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
            return stored.Kind == ResourceKinds.Pods || stored.Kind == ResourceKinds.Namespaces ? stored.Value : Success(stored);
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
                return Terminate(stored, o => AddFinalizer(o, GarbageCollector.OrphanFinalizer));
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
            if (o.Text("kind") != ResourceKinds.Namespaces.Kind)
            {
                o.Metadata().Default("deletionGracePeriodSeconds", 0);
            }

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
            throw Rejection.Precondition(stored.Kind, stored.Name, $"the UID in the precondition ({uid}) does not match the UID in record ({stored.Value.Uid()}). "
                + "The object might have been deleted and then recreated");
        }

        var live = stored.Version.ToString(CultureInfo.InvariantCulture);
        if (options.Text("preconditions", "resourceVersion") is { } version && version != live)
        {
            throw Rejection.Precondition(stored.Kind, stored.Name, $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({live}). "
                + "The object might have been modified");
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

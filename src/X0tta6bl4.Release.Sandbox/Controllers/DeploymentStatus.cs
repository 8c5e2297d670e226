using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The status of a Deployment: counts, and the conditions Available and Progressing with the real reasons.</summary>
/// <param name="cluster">The cluster of the Deployments.</param>
/// <param name="look">Called with namespace and name when a deadline has passed.</param>
internal sealed class DeploymentStatus(Cluster cluster, Action<string, string> look)
{
    // Stamps in objects have whole seconds; deadlines at a high speed need better.
    readonly Dictionary<string, DateTimeOffset> lastProgress = new(StringComparer.Ordinal);

    public static bool IsComplete(JsonObject deployment)
    {
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        return Count(deployment, "updatedReplicas") == wanted && Count(deployment, "replicas") == wanted
            && Count(deployment, "availableReplicas") == wanted
            && (deployment.Number("status", "observedGeneration") ?? 0) >= deployment.Generation();
    }

    /// <summary>Progress that is not a matter of counting.</summary>
    public void Announce(StoredObject deployment, string reason, string message) =>
        cluster.Amend(deployment, d => Progress(d, "True", reason, message));

    /// <summary>Writes what the ReplicaSets say.</summary>
    public void Write(StoredObject stored, StoredObject? newest, List<StoredObject> owned)
    {
        if (cluster.Store.Find(stored.Kind, stored.Namespace, stored.Name) is not { } live)
        {
            return;
        }

        cluster.Amend(live, d =>
        {
            var before = d.Copy();
            WriteCounts(d, newest, owned);
            WriteAvailable(d);
            WritePause(d);
            if (!d.Flag("spec", "paused"))
            {
                WriteProgressing(d, before, newest?.Name ?? d.Name());
            }

            WriteFailure(d, newest is null ? owned : [newest]);
            d["status"] = Reordered(d.Ensure("status"));
        });
        PlanDeadline(stored);
    }

    static void WriteCounts(JsonObject deployment, StoredObject? newest, List<StoredObject> owned)
    {
        var status = deployment.Ensure("status");
        var replicas = Sum(owned, "replicas");
        var available = Sum(owned, "availableReplicas");
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        status["observedGeneration"] = deployment.Generation();
        Set(status, "replicas", replicas);
        Set(status, "updatedReplicas", newest is null ? 0 : Count(newest.Value, "replicas"));
        Set(status, "readyReplicas", Sum(owned, "readyReplicas"));
        Set(status, "availableReplicas", available);
        Set(status, "unavailableReplicas", Math.Max(0, Math.Max(wanted, replicas) - available));
    }

    void WriteAvailable(JsonObject deployment)
    {
        if (Count(deployment, "availableReplicas") >= RollingUpdate.Of(deployment).MinAvailable)
        {
            SetCondition(deployment, "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");
        }
        else
        {
            SetCondition(deployment, "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
        }
    }

    // Nobody waits for a paused Deployment to progress, so without a deadline there is nothing to say.
    void WritePause(JsonObject deployment)
    {
        var (isPaused, reason) = (deployment.Flag("spec", "paused"), deployment.Condition("Progressing").Text("reason"));
        if (deployment.Number("spec", "progressDeadlineSeconds") is null || reason == "ProgressDeadlineExceeded" || isPaused == (reason == "DeploymentPaused"))
        {
            return;
        }

        Progress(deployment, "Unknown", isPaused ? "DeploymentPaused" : "DeploymentResumed", isPaused ? "Deployment is paused" : "Deployment is resumed");
    }

    void WriteProgressing(JsonObject deployment, JsonObject before, string set)
    {
        var current = deployment.Condition("Progressing").Text("reason");
        if (current == "NewReplicaSetAvailable" && Count(deployment, "replicas") == Count(deployment, "updatedReplicas"))
        {
            return;
        }

        if (IsComplete(deployment))
        {
            Progress(deployment, "True", "NewReplicaSetAvailable", $"ReplicaSet \"{set}\" has successfully progressed.");
        }
        else if (HasProgressed(deployment, before))
        {
            Progress(deployment, "True", "ReplicaSetUpdated", $"ReplicaSet \"{set}\" is progressing.");
        }
        else if (IsLate(deployment))
        {
            SetCondition(deployment, "Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{set}\" has timed out progressing.");
        }
    }

    // Refused pods of the newest ReplicaSet concern the Deployment as well.
    void WriteFailure(JsonObject deployment, List<StoredObject> sets)
    {
        if (sets.Select(s => s.Value.Condition(ReplicaFailure.Type)).FirstOrDefault(c => c is not null) is { } failure)
        {
            SetCondition(deployment, ReplicaFailure.Type, "True", failure.Text("reason") ?? "", failure.Text("message") ?? "");
        }
        else if (deployment.Condition(ReplicaFailure.Type) is { } old)
        {
            deployment.Ensure("status").EnsureArray("conditions").Remove(old);
        }
    }

    static bool HasProgressed(JsonObject now, JsonObject before) =>
        Count(now, "updatedReplicas") > Count(before, "updatedReplicas")
        || Count(now, "replicas") - Count(now, "updatedReplicas") < Count(before, "replicas") - Count(before, "updatedReplicas")
        || Count(now, "readyReplicas") > Count(before, "readyReplicas")
        || Count(now, "availableReplicas") > Count(before, "availableReplicas");

    bool IsLate(JsonObject deployment) => Remaining(deployment) is { } remaining && remaining <= TimeSpan.Zero;

    // Simulated time until the deadline; null when there is nothing to wait for.
    TimeSpan? Remaining(JsonObject deployment)
    {
        var condition = deployment.Condition("Progressing");
        if (condition is null || condition.Text("reason") is "NewReplicaSetAvailable" or "DeploymentPaused" || deployment.Number("spec", "progressDeadlineSeconds") is not { } seconds)
        {
            return null;
        }

        var since = lastProgress.TryGetValue(deployment.Uid(), out var exact) ? exact : condition.Time("lastUpdateTime") ?? cluster.Clock.Now;
        return TimeSpan.FromSeconds(seconds) - cluster.Clock.Simulated(cluster.Clock.Now - since);
    }

    void PlanDeadline(StoredObject stored)
    {
        var key = $"deadline/{stored.Namespace}/{stored.Name}";
        var live = cluster.Store.Find(stored.Kind, stored.Namespace, stored.Name);
        if (live is not null && live.Value.Condition("Progressing").Text("status") != "False" && Remaining(live.Value) is { } remaining)
        {
            cluster.Plan(key, remaining, () => look(stored.Namespace, stored.Name));
        }
        else
        {
            cluster.Forget(key);
        }
    }

    void Progress(JsonObject deployment, string state, string reason, string message)
    {
        lastProgress[deployment.Uid()] = cluster.Clock.Now;
        var transition = deployment.Condition("Progressing") is { } current && current.Text("status") == state ? current.Text("lastTransitionTime") : null;
        Replace(deployment, "Progressing", state, reason, message, transition);
    }

    void SetCondition(JsonObject deployment, string type, string state, string reason, string message)
    {
        var current = deployment.Condition(type);
        if (current.Text("status") != state || current.Text("reason") != reason)
        {
            Replace(deployment, type, state, reason, message, current.Text("status") == state ? current.Text("lastTransitionTime") : null);
        }
    }

    void Replace(JsonObject deployment, string type, string state, string reason, string message, string? transition)
    {
        var now = cluster.Clock.Now.Stamp();
        var conditions = deployment.Ensure("status").EnsureArray("conditions");
        var made = new JsonObject
        {
            ["type"] = type,
            ["status"] = state,
            ["lastUpdateTime"] = now,
            ["lastTransitionTime"] = transition ?? now,
            ["reason"] = reason,
            ["message"] = message,
        };
        if (deployment.Condition(type) is { } current)
        {
            conditions[conditions.IndexOf(current)] = made;
        }
        else
        {
            conditions.Add(made);
        }
    }

    // Conditions last, as a reader expects them.
    static JsonObject Reordered(JsonObject status)
    {
        var ordered = status.Copy();
        if (ordered["conditions"] is { } conditions)
        {
            ordered.Remove("conditions");
            ordered["conditions"] = conditions;
        }

        return ordered;
    }

    // Zero counts are left out, as a real server leaves them out.
    static void Set(JsonObject status, string name, int count)
    {
        status.Remove(name);
        if (count != 0)
        {
            status[name] = count;
        }
    }

    static int Sum(List<StoredObject> owned, string name) => owned.Sum(r => Count(r.Value, name));

    static int Count(JsonObject o, string name) => o.Number("status", name) ?? 0;
}

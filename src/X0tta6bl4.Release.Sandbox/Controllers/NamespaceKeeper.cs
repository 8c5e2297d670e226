using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Sees to what every namespace has: a default service account, and quotas that count. Needs the gate.</summary>
internal sealed class NamespaceKeeper(Cluster cluster)
{
    /// <summary>Plans what a change asks for.</summary>
    public void Observe(Change change)
    {
        var stored = change.Object;
        if (stored.Kind == ResourceKinds.Namespaces && change.After is not null && !stored.Value.IsTerminating())
        {
            cluster.Plan($"account/{stored.Name}", TimeSpan.Zero, () => EnsureAccount(stored.Name));
        }
        else if (stored.Kind == ResourceKinds.ServiceAccounts && change.After is null && stored.Name == "default")
        {
            cluster.Plan($"account/{stored.Namespace}", TimeSpan.Zero, () => EnsureAccount(stored.Namespace));
        }

        if (stored.Namespace.Length > 0 && (change.Before is null || change.After is null || stored.Kind == ResourceKinds.ResourceQuotas)
            && cluster.Store.List(ResourceKinds.ResourceQuotas, stored.Namespace).Any())
        {
            cluster.Plan($"quota/{stored.Namespace}", TimeSpan.Zero, () => Count(stored.Namespace));
        }
    }

    void EnsureAccount(string ns)
    {
        if (cluster.Store.Find(ResourceKinds.Namespaces, "", ns) is { } space && !space.Value.IsTerminating()
            && cluster.Store.Find(ResourceKinds.ServiceAccounts, ns, "default") is null)
        {
            var account = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default", ["namespace"] = ns } };
            new ObjectWriter(cluster).Create(ResourceKinds.ServiceAccounts, ns, account, new("kube-controller-manager", false, false, null));
        }
    }

    void Count(string ns)
    {
        foreach (var quota in cluster.Store.List(ResourceKinds.ResourceQuotas, ns).ToList())
        {
            cluster.Amend(quota, q => q["status"] = Quotas.Status(q, cluster));
        }
    }
}

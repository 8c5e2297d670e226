using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The first half of a pod's graceful end; the kubelet does the second.</summary>
internal static class PodDeletion
{
    /// <summary>Marks a pod as terminating, or removes it at once when nothing runs in it or no grace is given.</summary>
    /// <param name="cluster">The cluster of the pod; its gate is held.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="grace">Seconds of grace, or null for what the pod asks for.</param>
    /// <returns>The pod as it is now.</returns>
    public static StoredObject Begin(Cluster cluster, StoredObject pod, int? grace)
    {
        var seconds = grace ?? pod.Value.Number("spec", "terminationGracePeriodSeconds") ?? 30;
        if (pod.Value.IsTerminating() && seconds > 0)
        {
            return pod;
        }

        if (seconds == 0 || pod.Value.Text("spec", "nodeName") is null)
        {
            var last = pod.Value.Copy();
            last.Metadata().Default("deletionTimestamp", cluster.Clock.Now.Stamp());
            last.Metadata()["deletionGracePeriodSeconds"] = 0;
            return cluster.Store.Remove(new(pod.Kind, last, pod.Version));
        }

        cluster.Amend(pod, p =>
        {
            p.Metadata()["deletionTimestamp"] = (cluster.Clock.Now + TimeSpan.FromSeconds(seconds)).Stamp();
            p.Metadata()["deletionGracePeriodSeconds"] = seconds;
        });
        return cluster.Store.Find(pod.Kind, pod.Namespace, pod.Name) ?? pod;
    }
}

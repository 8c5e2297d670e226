using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>A pod that is deleted, and how the one that follows it is known.</summary>
/// <param name="Pod">Its name.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="Node">Its node, on which a DaemonSet makes the next one; empty for a StatefulSet, whose next one has the same name.</param>
sealed record Succession(string Pod, string Uid, string Node)
{
    /// <summary>True for the pod itself.</summary>
    public bool IsPredecessor(PodFacts pod) => pod.Uid == Uid;

    /// <summary>True for the pod that follows it.</summary>
    public bool IsSuccessor(PodFacts pod) => pod.Uid != Uid && (Node.Length > 0 ? pod.Node == Node : pod.Name == Pod);
}

using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Opens clusters by kubeconfig context.</summary>
public static class ClusterConnection
{
    /// <summary>Reads the kubeconfig and prepares a connection. Sends nothing yet, and runs no credential plugin yet.</summary>
    /// <param name="kubeconfigPath">A kubeconfig file, or several separated as in the variable KUBECONFIG; the first that defines a name wins.</param>
    /// <param name="contextName">The context to use; the file's current context does not matter.</param>
    /// <param name="clusterName">The cluster's name in the runbook, used in every message.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Waits and limits; null means the defaults.</param>
    /// <returns>The cluster; to be disposed when the run is over.</returns>
    /// <exception cref="EstateAccessException">The file cannot be read, is broken, or lacks the context.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KubernetesCluster Open(string kubeconfigPath, string contextName, string clusterName, TimeProvider time, ClusterOptions? options = null)
    {
        var limits = (options ?? new ClusterOptions()).Checked();
        return new KubernetesCluster(Kubeconfig.Connect(kubeconfigPath, contextName, clusterName, time, limits), limits, time);
    }
}

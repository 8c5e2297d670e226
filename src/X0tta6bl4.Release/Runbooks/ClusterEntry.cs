namespace X0tta6bl4.Release.Runbooks;

/// <summary>One Kubernetes API of an estate.</summary>
/// <param name="Name">The cluster's name in the runbook, for example <c>k3s-moscow</c>.</param>
/// <param name="Context">Context in the kubeconfig.</param>
/// <param name="Role">Primary or secondary; exactly one cluster of an estate is primary.</param>
/// <param name="Metrics">The Prometheus that measures this cluster; null means that it is not measured.</param>
public sealed record ClusterEntry(string Name, string Context, ClusterRole Role, MetricsEntry? Metrics);

namespace X0tta6bl4.Release.Runbooks;

/// <summary>A Helm release of the estate.</summary>
/// <param name="Name">Name of the Helm release.</param>
/// <param name="Cluster">Cluster it is installed on.</param>
/// <param name="Namespace">Namespace it is installed in.</param>
/// <param name="Reference">Chart reference, <c>REPOSITORY/CHART</c>.</param>
/// <param name="Values">Values file, relative to the build directory.</param>
/// <param name="Timeout">Limit for the upgrade.</param>
public sealed record Chart(string Name, string Cluster, string Namespace, string Reference, string Values, TimeSpan Timeout);

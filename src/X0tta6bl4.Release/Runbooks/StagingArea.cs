using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>Where new versions run on trial before anything live changes.</summary>
/// <param name="Cluster">Cluster of the trial; the pod templates of its own placements are copied.</param>
/// <param name="Namespace">Namespace of the copies, apart from every live one.</param>
/// <param name="Timeout">Limit for a copy to become available. Default 5 minutes.</param>
/// <param name="Tests">Integration tests; null when there are none.</param>
public sealed record StagingArea(string Cluster, string Namespace, TimeSpan Timeout, IntegrationTests? Tests);

/// <summary>A test program that runs in a pod of the staging namespace, once for each component.</summary>
/// <param name="Workload">Deployment with the test program.</param>
/// <param name="Container">Its container.</param>
/// <param name="Command">Program and arguments; <c>{component}</c> and <c>{version}</c> stand for the component under test and the version.</param>
/// <param name="Timeout">Limit for the tests of one component. Default 10 minutes.</param>
public sealed record IntegrationTests(string Workload, string Container, ImmutableArray<string> Command, TimeSpan Timeout);

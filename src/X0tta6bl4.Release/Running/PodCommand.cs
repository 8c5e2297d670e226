using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>A command to run in a ready pod of a workload.</summary>
/// <param name="Workload">The workload, or a pod by its name.</param>
/// <param name="Container">The container.</param>
/// <param name="Command">Program and arguments, no shell.</param>
public sealed record PodCommand(WorkloadReference Workload, string Container, ImmutableArray<string> Command);

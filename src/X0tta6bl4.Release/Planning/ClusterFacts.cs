using System.Collections.Immutable;

namespace X0tta6bl4.Release.Planning;

/// <summary>What a plan needs to know of a cluster.</summary>
/// <param name="Version">Version of the API server, major and minor.</param>
/// <param name="Platforms">Platforms of its schedulable nodes, <c>OS/ARCHITECTURE</c>, sorted, each once; empty when nodes may not be listed.</param>
public sealed record ClusterFacts(Version Version, ImmutableArray<string> Platforms);

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Running;

/// <summary>What could be learned about a workload in a short time.</summary>
/// <param name="Files">Manifests, events and logs.</param>
/// <param name="Missing">What could not be had, one line each, with the reason.</param>
public sealed record CollectedEvidence(ImmutableArray<EvidenceFile> Files, ImmutableArray<string> Missing);

using X0tta6bl4.Release.Gates;

namespace X0tta6bl4.Release.Running;

/// <summary>How the probes of a public endpoint stand at a moment of a run.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Count">What became of all its probes that this run has seen; those under way are left out.</param>
public sealed record AvailabilityFigure(string Endpoint, ProbeCount Count);

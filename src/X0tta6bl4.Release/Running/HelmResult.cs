using System.Collections.Immutable;

namespace X0tta6bl4.Release.Running;

/// <summary>How a helm command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="LastLines">The last lines that it wrote, at most 20.</param>
public sealed record HelmResult(int ExitCode, ImmutableArray<string> LastLines);

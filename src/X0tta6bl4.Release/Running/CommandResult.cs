using System.Collections.Immutable;

namespace X0tta6bl4.Release.Running;

/// <summary>How a command ended.</summary>
/// <param name="Pod">The pod it ran in.</param>
/// <param name="ExitCode">Exit code of the program.</param>
/// <param name="LastLines">The last lines of its output, at most 20.</param>
public sealed record CommandResult(string Pod, int ExitCode, ImmutableArray<string> LastLines);

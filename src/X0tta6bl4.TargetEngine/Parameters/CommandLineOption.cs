using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>One option as written, with the values that follow it.</summary>
internal sealed record CommandLineOption(string Written, ImmutableArray<string> Values);

using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>What was given for a parameter, before it is converted.</summary>
/// <param name="Values">The words.</param>
/// <param name="Source">Where they stand, for messages: <c>--retries</c>, <c>environment variable RETRIES</c>,
/// <c>.nuke/parameters.json</c>.</param>
/// <param name="Directory">What relative paths are relative to.</param>
internal sealed record RawValue(ImmutableArray<string> Values, string Source, string Directory);

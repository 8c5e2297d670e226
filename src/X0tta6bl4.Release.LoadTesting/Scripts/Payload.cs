using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Rows of a CSV file (<c>config.payload</c>); each user gets one.</summary>
/// <param name="Path">The file.</param>
/// <param name="Fields">Variables that the columns become, from the first on.</param>
/// <param name="InSequence">True when users take the rows in their order, from the beginning after the last; false when by chance.</param>
/// <param name="Rows">The rows, at least one, each with a value for every field.</param>
internal sealed record Payload(string Path, ImmutableArray<string> Fields, bool InSequence, ImmutableArray<ImmutableArray<JsonElement>> Rows);

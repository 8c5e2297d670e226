using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>Where a field is in one object.</summary>
/// <param name="Pointer">JSON pointer to it.</param>
/// <param name="Value">Its value; null when it is absent (its parent exists).</param>
/// <param name="Guards">Tests which prove that the list elements on the way are the ones that were meant.</param>
public sealed record FieldLocation(string Pointer, JsonNode? Value, ImmutableArray<PatchOperation> Guards);

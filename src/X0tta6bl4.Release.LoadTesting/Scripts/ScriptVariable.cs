using System.Collections.Immutable;
using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>A variable of <c>config.variables</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Choices">Its values; each user gets one by chance. At least one.</param>
internal sealed record ScriptVariable(string Name, ImmutableArray<JsonElement> Choices);

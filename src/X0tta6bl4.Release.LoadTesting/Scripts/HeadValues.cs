using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What templates in a script's head may name: the environment.</summary>
internal sealed class HeadValues(string? environment, IReadOnlyDictionary<string, JsonElement> variables) : ITemplateValues
{
    /// <inheritdoc/>
    public Chance Chance => throw new InvalidOperationException("nothing in a script's head is left to chance");

    /// <inheritdoc/>
    public JsonElement Find(VariablePath path) =>
        path.Root == "$environment" ? environment is null ? default : JsonValues.Of(environment)
        : path.Keys.Length == 2 && variables.TryGetValue(path.Keys[1], out var value) ? value
        : default;
}

using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>For templates without placeholders.</summary>
internal sealed class NoValues : ITemplateValues
{
    /// <summary>The only one.</summary>
    public static NoValues Instance { get; } = new();

    /// <inheritdoc/>
    public Chance Chance => throw new InvalidOperationException("this template has no placeholders");

    /// <inheritdoc/>
    public JsonElement Find(VariablePath path) => default;
}

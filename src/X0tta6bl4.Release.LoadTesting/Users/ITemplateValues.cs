using System.Text.Json;

namespace X0tta6bl4.Release.LoadTesting.Users;

/// <summary>What templates take their values from.</summary>
internal interface ITemplateValues
{
    /// <summary>Numbers and letters by chance.</summary>
    Chance Chance { get; }

    /// <summary>The value at a path; undefined when there is none.</summary>
    JsonElement Find(VariablePath path);
}

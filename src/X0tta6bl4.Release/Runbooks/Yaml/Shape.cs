using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Runbooks.Yaml;

/// <summary>What one value of the runbook file looks like. One declaration serves three ends: reading it, writing it in canonical form, and describing it in the JSON Schema.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal abstract class Shape<T>
{
    /// <summary>Stands in for a value that is missing or wrong, so that reading goes on and finds the other mistakes.</summary>
    public abstract T Fallback { get; }

    /// <summary>Reads a value. What is wrong goes to the findings; the result is always usable.</summary>
    public abstract T Read(YamlElement element, Findings findings);

    /// <summary>Writes a value in canonical form; null for one that is left out.</summary>
    public abstract JsonNode? Write(T value);

    /// <summary>The value's JSON Schema.</summary>
    public abstract JsonObject Schema();
}

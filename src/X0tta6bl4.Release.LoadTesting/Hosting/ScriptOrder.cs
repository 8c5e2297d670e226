using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>A script.</summary>
/// <param name="Text">Its text.</param>
/// <param name="FileName">The file's name as problems show it.</param>
/// <param name="Target">Base URL in place of the script's own; null for that.</param>
/// <param name="Environment">Value of <c>$environment</c>; null for none.</param>
/// <param name="Files">Texts of the files that it names, by name.</param>
/// <param name="Variables">Values of the environment variables that it names.</param>
/// <param name="Duration">Time in which its users arrive, in place of the script's own; null for that.</param>
internal sealed record ScriptOrder(
    string Text, string FileName, string? Target, string? Environment, ImmutableSortedDictionary<string, string> Files, ImmutableSortedDictionary<string, string> Variables, TimeSpan? Duration)
{
    /// <summary>Reads the script.</summary>
    /// <exception cref="JsonException">It cannot be read, although whoever gave the order has read it.</exception>
    public LoadScript Read()
    {
        var read = LoadScriptReader.Read(Text, new LoadScriptSource(FileName) { Target = Target, Environment = Environment, ReadFile = name => Files.GetValueOrDefault(name), ReadVariable = name => Variables.GetValueOrDefault(name) });
        var script = read.Value ?? throw new JsonException(string.Join("; ", read.Problems));
        return Duration is { } duration ? ScriptPhases.Within(script, duration) : script;
    }
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads scenarios.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="flows">Reads their flows.</param>
internal sealed class ScenarioReader(ScriptReading reading, FlowReader flows)
{
    const int GreatestWeight = 1_000_000;

    static readonly ImmutableArray<string> Keys = ["name", "weight", "engine", "flow"];

    /// <summary>A scenario; null when it is no map.</summary>
    /// <param name="element">Its text.</param>
    /// <param name="number">Which one it is, from 1.</param>
    /// <param name="scope">Variables that all scenarios have.</param>
    public Scenario? Read(YamlElement element, int number, Scope scope)
    {
        if (MapReader.Open(reading, element, "a scenario", Keys) is not { } scenario)
        {
            return null;
        }

        if (scenario.Text("engine") is { } engine && engine != "http")
        {
            reading.Findings.Add(scenario["engine"]!.At, $"the engine '{engine}' is not supported; allowed is http");
        }

        return new Scenario
        {
            Name = scenario.Text("name") ?? $"scenario {number}",
            Weight = scenario.Whole("weight", 0, GreatestWeight) ?? 1,
            Flow = flows.ReadFlow(scenario, scope.WithCaptures(scenario["flow"])),
        };
    }
}

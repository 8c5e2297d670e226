using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads the whole of a script.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="source">Where the script is from.</param>
internal sealed class ScriptReader(ScriptReading reading, LoadScriptSource source)
{
    static readonly ImmutableArray<string> Keys = ["config", "before", "scenarios", "after"];
    static readonly ImmutableArray<string> ConfigKeys = ["target", "phases", "defaults", "variables", "payload", "http", "ensure", "plugins"];
    static readonly ImmutableArray<string> HookKeys = ["flow"];

    readonly ConfigReader configs = new(reading);

    /// <summary>The script; what is wrong with it is among the findings.</summary>
    public LoadScript? Read(YamlElement root)
    {
        if (MapReader.Open(reading, root, "a load script", Keys) is not { } script)
        {
            return null;
        }

        var config = MapReader.Open(reading, script["config"], "config", ConfigKeys);
        var target = configs.ReadTarget(config, source.Target, script.Map.Start);
        var variables = configs.ReadVariables(config);
        var payloads = new PayloadReader(reading, source.ReadFile).Read(config);
        var scope = Scope.Everywhere.With(variables.Select(variable => variable.Name)).With(payloads.SelectMany(payload => payload.Fields))
            .With(ConfigReader.NamesOf(config)).WithCaptures(script["before"]);
        var flows = new FlowReader(reading, new RequestReader(reading, configs.ReadHeaders(config, scope), target.Base));
        var before = ReadHook(script, "before", flows, scope);
        var scenarios = ReadScenarios(script, flows, scope);
        var after = ReadHook(script, "after", flows, scope.WithCaptures(script["after"]));
        var (thresholds, conditions) = new EnsureReader(reading).Read(configs.FindEnsure(config));
        var read = new LoadScript
        {
            Target = target.Url,
            Base = target.Base,
            Environment = source.Environment,
            Phases = PhaseReader.Read(reading, config),
            Timeout = configs.ReadTimeout(config),
            Thresholds = thresholds,
            Conditions = conditions,
            Scenarios = scenarios,
            Variables = variables,
            Payloads = payloads,
            Before = before,
            After = after,
        };
        return read with { EnvironmentVariables = reading.EnvironmentVariables };
    }

    ImmutableArray<FlowStep> ReadHook(MapReader script, string key, FlowReader flows, Scope scope) =>
        MapReader.Open(reading, script[key], key, HookKeys) is { } hook ? flows.ReadFlow(hook, scope) : [];

    ImmutableArray<Scenario> ReadScenarios(MapReader script, FlowReader flows, Scope scope)
    {
        if (script["scenarios"] is not { } element)
        {
            reading.Findings.Add(script.Map.Start, "a load script needs scenarios");
            return [];
        }

        var scenarios = new ScenarioReader(reading, flows);
        var read = script.Items("scenarios", "scenarios").Select((item, index) => scenarios.Read(item, index + 1, scope)).OfType<Scenario>().ToImmutableArray();
        if (element is YamlElement.List { Items.IsEmpty: true })
        {
            reading.Findings.Add(element.At, "expected at least one scenario");
        }
        else if (!read.IsEmpty && read.All(scenario => scenario.Weight == 0))
        {
            reading.Findings.Add(element.At, "every scenario has the weight 0, so that none would ever run");
        }

        return read;
    }
}

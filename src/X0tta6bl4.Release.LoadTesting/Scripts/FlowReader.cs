using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads flows: what a virtual user does, in order.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="requests">Reads requests.</param>
internal sealed class FlowReader(ScriptReading reading, RequestReader requests)
{
    static readonly ImmutableArray<string> Steps = [.. RequestReader.Methods, "think", "log", "loop"];
    static readonly ImmutableArray<string> LoopKeys = ["loop", "count", "over"];

    /// <summary>The flow of a scenario or a hook.</summary>
    public ImmutableArray<FlowStep> ReadFlow(MapReader owner, Scope scope)
    {
        if (owner["flow"] is null)
        {
            reading.Findings.Add(owner.Map.Start, "a flow is missing: what a user does, in order");
        }

        return [.. owner.Items("flow", "steps").Select(step => ReadStep(step, scope)).OfType<FlowStep>()];
    }

    FlowStep? ReadStep(YamlElement element, Scope scope)
    {
        if (element is not YamlElement.Map { Entries.IsEmpty: false } map)
        {
            reading.Findings.AddWrong(element, $"a step, one of {string.Join(", ", Steps)}");
            return null;
        }

        if (map.Find("loop") is not null)
        {
            return ReadLoop(map, scope);
        }

        if (map.Entries.Length > 1)
        {
            var second = map.Entries[1].Key;
            reading.Findings.Add(second.At, Refusals.Reason(second.Text) is { } reason
                ? $"'{second.Text}' is not supported in a step: {reason}"
                : $"a step is one thing; '{second.Text}' stands beside '{map.Entries[0].Key.Text}'");
        }

        var (key, value) = map.Entries[0];
        return key.Text switch
        {
            "think" => ReadText(value, scope) is { } time ? ReadThink(value, time) : null,
            "log" => ReadText(value, scope) is { } text ? new FlowStep.Log(text) : null,
            _ when RequestReader.Methods.Contains(key.Text) => requests.Read(key, value, scope) is { } request ? new FlowStep.Request(request) : null,
            _ => Refuse(key),
        };
    }

    FlowStep? Refuse(YamlKey key)
    {
        var message = Refusals.Reason(key.Text) is { } reason ? $"'{key.Text}' is not supported: {reason}" : $"unknown step '{key.Text}'";
        reading.Findings.Add(key.At, $"{message}; allowed are {string.Join(", ", Steps)}", Nearest.Hint(key.Text, Steps));
        return null;
    }

    FlowStep.Think ReadThink(YamlElement at, Template time)
    {
        if (time.IsConstant && TimeText.Read(time.Source) is null)
        {
            reading.Findings.AddWrong(at, "a time: seconds, or such as \"500ms\", \"2s\"");
        }

        return new FlowStep.Think(time);
    }

    FlowStep.Loop? ReadLoop(YamlElement.Map map, Scope scope)
    {
        if (MapReader.Open(reading, map, "a loop", LoopKeys) is not { } loop)
        {
            return null;
        }

        var steps = loop.Items("loop", "steps");
        if (loop["loop"] is YamlElement.List { Items.IsEmpty: true } empty)
        {
            reading.Findings.Add(empty.At, "expected at least one step");
        }

        var range = ReadRange(loop, scope);
        var inner = steps.Select(step => ReadStep(step, scope.InLoop())).OfType<FlowStep>().ToImmutableArray();
        return range is null ? null : new FlowStep.Loop(range, inner);
    }

    LoopRange? ReadRange(MapReader loop, Scope scope)
    {
        if (loop["count"] is { } count)
        {
            if (loop["over"] is { } beside)
            {
                reading.Findings.Add(beside.At, "a loop has count or over, not both");
            }

            return ReadCount(count, scope);
        }

        if (loop["over"] is { } over)
        {
            return ReadOver(over, scope);
        }

        reading.Findings.Add(loop.Map.Start, "a loop needs a count or over; it would never end");
        return null;
    }

    LoopRange.Count? ReadCount(YamlElement element, Scope scope)
    {
        if (ReadText(element, scope) is not { } text)
        {
            return null;
        }

        if (text.IsConstant && LoopBounds.Read(text.Source) is not { IsUsable: true })
        {
            reading.Findings.AddWrong(element, $"a count of rounds, 1 to {LoopRange.MostRounds}, or a range such as \"1-10\"");
        }

        return new LoopRange.Count(text);
    }

    LoopRange? ReadOver(YamlElement element, Scope scope)
    {
        if (element is YamlElement.List list)
        {
            var json = new JsonReader(reading);
            return new LoopRange.Values([.. list.Items.Select(item => json.ReadTemplate(item, scope))]);
        }

        if (element is YamlElement.Scalar { ScalarKind: ScalarKind.Text } scalar && VariablePath.Read(scalar.Text) is { } path)
        {
            reading.Check(path, scalar.At, scope);
            return new LoopRange.Variable(path);
        }

        reading.Findings.AddWrong(element, "a list, or the name of a variable without braces");
        return null;
    }

    Template? ReadText(YamlElement element, Scope scope)
    {
        if (element is YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            return reading.Template(scalar, scope);
        }

        reading.Findings.AddWrong(element, "a text");
        return null;
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads captures.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class CaptureReader(ScriptReading reading)
{
    static readonly ImmutableArray<string> Sources = ["json", "regexp", "header"];
    static readonly ImmutableArray<string> Keys = [.. Sources, "as", "strict", "group", "flags"];

    /// <summary>One capture, or a list of them; none when the key is not there.</summary>
    public ImmutableArray<Capture> Read(YamlElement? element) => element switch
    {
        null => [],
        YamlElement.List list => [.. list.Items.Select(ReadOne).OfType<Capture>()],
        _ => ReadOne(element) is { } capture ? [capture] : [],
    };

    Capture? ReadOne(YamlElement element)
    {
        if (MapReader.Open(reading, element, "a capture", Keys) is not { } capture)
        {
            return null;
        }

        var name = ReadName(capture);
        var strict = capture.Truth("strict") ?? true;
        var sources = capture.Map.Entries.Where(entry => Sources.Contains(entry.Key.Text)).ToList();
        if (sources.Count != 1)
        {
            reading.Findings.Add(sources.Count == 0 ? capture.Map.Start : sources[1].Key.At, $"a capture has one of {string.Join(", ", Sources)}");
            return null;
        }

        foreach (var (key, _) in capture.Map.Entries.Where(entry => entry.Key.Text is "group" or "flags" && sources[0].Key.Text != "regexp"))
        {
            reading.Findings.Add(key.At, $"'{key.Text}' belongs to regexp");
        }

        var value = sources[0].Value;
        return sources[0].Key.Text switch
        {
            "json" => ReadPath(value) is { } path ? new Capture.Json(name, strict, path) : null,
            "header" => ReadHeader(value) is { } header ? new Capture.Header(name, strict, header) : null,
            _ => ReadPattern(capture, value) is var (pattern, group) ? new Capture.Pattern(name, strict, pattern, group) : null,
        };
    }

    string ReadName(MapReader capture)
    {
        if (capture["as"] is not YamlElement.Scalar { Text: var name } scalar)
        {
            reading.Findings.Add(capture["as"]?.At ?? capture.Map.Start, "a capture needs as: the variable that it sets");
            return "";
        }

        if (!Names.AreSettable(name))
        {
            reading.Findings.Add(scalar.At, $"'{name}' is no name of a variable; {Names.Allowed}");
        }

        return name;
    }

    JsonPath? ReadPath(YamlElement element)
    {
        if (element is not YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            reading.Findings.AddWrong(element, "a JSONPath such as $.token");
            return null;
        }

        var (path, problem) = JsonPathParser.Read(scalar.Text);
        if (path is null)
        {
            reading.Findings.Add(scalar.At, $"'{scalar.Text}' is no JSONPath that is supported: {problem}", "write such as $.items[0].id, $..id, $.items[*].id");
        }

        return path;
    }

    string? ReadHeader(YamlElement element)
    {
        if (element is YamlElement.Scalar { Text: var name } && Names.AreTokens(name))
        {
            return name;
        }

        reading.Findings.AddWrong(element, "the name of a header");
        return null;
    }

    (Regex Pattern, string? Group)? ReadPattern(MapReader capture, YamlElement element)
    {
        var options = ReadFlags(capture);
        if (Patterns.Read(reading, element, options) is not { } pattern)
        {
            return null;
        }

        var group = capture["group"] is YamlElement.Scalar { Text: var name } ? name : null;
        if (capture["group"] is { } at && (group is null || !pattern.GetGroupNames().Contains(group)))
        {
            reading.Findings.Add(at.At, $"the expression has no such group; it has {string.Join(", ", pattern.GetGroupNames())}");
        }

        return (pattern, group);
    }

    RegexOptions ReadFlags(MapReader capture)
    {
        var options = RegexOptions.None;
        foreach (var flag in capture.Text("flags") ?? "")
        {
            options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                _ => RegexOptions.None,
            };
            if (!"imsgu".Contains(flag, StringComparison.Ordinal))
            {
                reading.Findings.AddWrong(capture["flags"]!, "flags out of i, m, s, g, u");
            }
        }

        return options;
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>The values that a user gives.</summary>
internal static partial class ReleaseValues
{
    /// <summary>Values files in their order, then <c>--set</c>.</summary>
    public static JsonObject Of(HelmArguments arguments)
    {
        var values = new JsonObject();
        foreach (var file in arguments.Values("values"))
        {
            Merge(values, Read(file));
        }

        foreach (var (path, value) in arguments.Values("set").SelectMany(Assignments))
        {
            Set(values, path, value);
        }

        return values;
    }

    /// <summary>Merges <paramref name="above"/> into <paramref name="values"/>: objects member by member, everything else as a whole; null removes.</summary>
    public static JsonObject Merge(JsonObject values, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            if (value is JsonObject inner && values[name] is JsonObject below)
            {
                Merge(below, inner);
            }
            else if (value is null)
            {
                values.Remove(name);
            }
            else
            {
                values[name] = value.DeepClone();
            }
        }

        return values;
    }

    static JsonObject Read(string file)
    {
        try
        {
            return YamlReading.Documents(File.ReadAllText(file)) is [var values, ..] ? values : [];
        }
        catch (YamlException broken)
        {
            throw new HelmProblem($"failed to parse {file}: error converting YAML to JSON: yaml: line {broken.Start.Line}: {broken.Message}", broken);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new HelmProblem($"open {file}: no such file or directory", missing);
        }
    }

    static IEnumerable<(string Path, JsonNode? Value)> Assignments(string text)
    {
        foreach (var part in Commas().Split(text))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            yield return at < 1
                ? throw new HelmProblem($"failed parsing --set data: key \"{part}\" has no value")
                : (part[..at], Value(part[(at + 1)..].Replace("\\,", ",", StringComparison.Ordinal)));
        }
    }

    static JsonNode? Value(string text) => text switch
    {
        ['{', .. var inner, '}'] => new JsonArray([.. inner.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(YamlReading.Scalar)]),
        "" => JsonValue.Create(""),
        _ => YamlReading.Scalar(text),
    };

    static void Set(JsonObject values, string path, JsonNode? value)
    {
        var names = Dots().Split(path).Select(n => n.Replace("\\.", ".", StringComparison.Ordinal)).ToList();
        foreach (var name in names[..^1])
        {
            if (values[name] is not JsonObject inner)
            {
                values[name] = inner = [];
            }

            values = inner;
        }

        values[names[^1]] = value;
    }

    [GeneratedRegex(@"(?<!\\),(?![^{]*\})")]
    private static partial Regex Commas();

    [GeneratedRegex(@"(?<!\\)\.")]
    private static partial Regex Dots();
}

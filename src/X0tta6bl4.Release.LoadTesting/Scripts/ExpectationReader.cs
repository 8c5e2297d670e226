using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads expectations.</summary>
/// <param name="reading">What readers share.</param>
internal sealed class ExpectationReader(ScriptReading reading)
{
    static readonly ImmutableArray<string> Keys =
        ["statusCode", "notStatusCode", "contentType", "hasHeader", "headerEquals", "hasProperty", "notHasProperty", "equals", "matchesRegexp"];

    /// <summary>A map of expectations, or a list of maps; none when the key is not there.</summary>
    public ImmutableArray<Expectation> Read(YamlElement? element, Scope scope) => element switch
    {
        null => [],
        YamlElement.List list => [.. list.Items.SelectMany(item => ReadMap(item, scope))],
        _ => [.. ReadMap(element, scope)],
    };

    IEnumerable<Expectation> ReadMap(YamlElement element, Scope scope)
    {
        var map = MapReader.Open(reading, element, "expect", Keys)?.Map;
        return map?.Entries.Where(entry => Keys.Contains(entry.Key.Text)).Select(entry => ReadOne(entry.Key.Text, entry.Value, scope)).OfType<Expectation>() ?? [];
    }

    Expectation? ReadOne(string key, YamlElement value, Scope scope) => key switch
    {
        "statusCode" or "notStatusCode" => ReadStatus(value, wanted: key == "statusCode", scope),
        "contentType" => ReadText(value, scope) is { } type ? new Expectation.ContentType(type) : null,
        "hasHeader" => ReadText(value, scope) is { } name ? new Expectation.HasHeader(name) : null,
        "headerEquals" => ReadTexts(value, scope) is [var name, var wanted] ? new Expectation.HeaderEquals(name, wanted) : Wrong(value, "a list of two: a header's name and its value"),
        "hasProperty" or "notHasProperty" => ReadProperty(value, wanted: key == "hasProperty", scope),
        "equals" => ReadTexts(value, scope) is { Length: >= 2 } same ? new Expectation.Same(same) : Wrong(value, "a list of at least two texts"),
        _ => Patterns.Read(reading, value, RegexOptions.None) is { } expression ? new Expectation.Matches(expression) : null,
    };

    Expectation? ReadStatus(YamlElement value, bool wanted, Scope scope)
    {
        ImmutableArray<Template> codes = value is YamlElement.List ? ReadTexts(value, scope) : ReadText(value, scope) is { } one ? [one] : [];
        if (codes.IsEmpty || codes.Any(code => code.IsConstant && CodeOf(code.Source) is null))
        {
            return Wrong(value, "a status code, 100 to 599, or a list of them");
        }

        return new Expectation.Status(codes, wanted)
        {
            Known = codes.All(code => code.IsConstant) ? [.. codes.Select(code => CodeOf(code.Source)!.Value)] : null,
        };
    }

    Expectation? ReadProperty(YamlElement value, bool wanted, Scope scope)
    {
        if (ReadText(value, scope) is not { } path)
        {
            return null;
        }

        return path.IsConstant && VariablePath.Read(path.Source) is null ? Wrong(value, "a path such as user.roles[0]") : new Expectation.Property(path, wanted);
    }

    ImmutableArray<Template> ReadTexts(YamlElement element, Scope scope) =>
        element is YamlElement.List list ? [.. list.Items.Select(item => ReadText(item, scope)).OfType<Template>()] : [];

    Template? ReadText(YamlElement element, Scope scope)
    {
        if (element is YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            return reading.Template(scalar, scope);
        }

        reading.Findings.AddWrong(element, "a text");
        return null;
    }

    Expectation? Wrong(YamlElement element, string wanted)
    {
        reading.Findings.AddWrong(element, wanted);
        return null;
    }

    static int? CodeOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and <= 599 ? code : null;
}

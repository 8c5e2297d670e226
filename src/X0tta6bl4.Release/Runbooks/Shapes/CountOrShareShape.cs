using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>What Kubernetes calls IntOrString: a plain number, or a text with a percent sign.</summary>
/// <param name="sharePattern">Regular expression of a share.</param>
/// <param name="wanted">What is wanted.</param>
internal sealed class CountOrShareShape(string sharePattern, string wanted) : Shape<string>
{
    const int Most = 10_000;

    readonly Regex share = new(sharePattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override string Fallback => "1";

    /// <inheritdoc/>
    public override string Read(YamlElement element, Findings findings)
    {
        if (element is YamlElement.Scalar scalar && (scalar.ScalarKind == ScalarKind.Number ? IsCount(scalar.Text) : share.IsMatch(scalar.Text)))
        {
            return scalar.Text;
        }

        findings.AddWrong(element, wanted);
        return Fallback;
    }

    /// <inheritdoc/>
    public override JsonNode? Write(string value) => IsCount(value) ? int.Parse(value, CultureInfo.InvariantCulture) : value;

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = Most },
            new JsonObject { ["type"] = "string", ["pattern"] = sharePattern }),
    };

    static bool IsCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most && (text == "0" || text[0] != '0');
}

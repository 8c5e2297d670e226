using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>An amount: a plain number, a share (<c>1%</c> is 0.01) or a time in seconds (<c>300ms</c> is 0.3).</summary>
internal sealed partial class AmountShape : Shape<double>
{
    const string Pattern = "^([0-9]{1,9}(\\.[0-9]{1,6})?)(%|ms|s)$";

    const string Wanted = "an amount of zero or more: a number (10), a share (1%) or a time (300ms, 2s)";

    /// <inheritdoc/>
    public override double Fallback => 0;

    /// <inheritdoc/>
    public override double Read(YamlElement element, Findings findings)
    {
        if (element is YamlElement.Scalar { ScalarKind: ScalarKind.Number } number
            && double.TryParse(number.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        var match = element is YamlElement.Scalar { ScalarKind: ScalarKind.Text } scalar ? Amount().Match(scalar.Text) : Match.Empty;
        if (!match.Success)
        {
            findings.AddWrong(element, Wanted);
            return Fallback;
        }

        // Decimal, so that 20% is 0.2 and not the double next to it.
        var value = decimal.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (double)(match.Groups["unit"].Value switch
        {
            "%" => value / 100,
            "ms" => value / 1000,
            _ => value,
        });
    }

    /// <inheritdoc/>
    public override JsonNode? Write(double value) => value;

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("number", "string"),
        ["minimum"] = 0,
        ["pattern"] = Pattern,
        ["examples"] = new JsonArray("1%", "300ms", 10),
    };

    [GeneratedRegex(@"\A(?<number>[0-9]{1,9}(\.[0-9]{1,6})?)(?<unit>%|ms|s)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}

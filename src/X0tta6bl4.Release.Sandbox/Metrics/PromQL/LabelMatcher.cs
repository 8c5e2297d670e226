using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>A condition on one label.</summary>
/// <param name="Name">The label.</param>
/// <param name="Operator"><c>=</c>, <c>!=</c>, <c>=~</c> or <c>!~</c>.</param>
/// <param name="Value">Value, or a regular expression that must match the whole value.</param>
internal sealed record LabelMatcher(string Name, string Operator, string Value)
{
    readonly Regex? regex = Operator.EndsWith('~') ? new Regex($"^(?:{Value})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) : null;

    public bool Matches(Labels labels) => Operator switch
    {
        "=" => labels[Name] == Value,
        "!=" => labels[Name] != Value,
        "=~" => regex!.IsMatch(labels[Name]),
        _ => !regex!.IsMatch(labels[Name]),
    };
}

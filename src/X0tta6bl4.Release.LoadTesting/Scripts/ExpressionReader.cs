using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>Reads expressions out of a script.</summary>
internal static class ExpressionReader
{
    /// <summary>An expression over metrics; null when it is none, which is then among the findings.</summary>
    public static Expression? Read(ScriptReading reading, YamlElement element)
    {
        if (element is not YamlElement.Scalar { ScalarKind: not ScalarKind.Nothing } scalar)
        {
            reading.Findings.AddWrong(element, "an expression");
            return null;
        }

        var (expression, problem) = ExpressionParser.Read(scalar.Text);
        if (expression is null)
        {
            reading.Findings.Add(scalar.At, $"'{scalar.Text}' is no expression: {problem}");
        }

        return expression;
    }

    /// <summary>An expression over variables, all of which something sets.</summary>
    public static Expression? ReadOverVariables(ScriptReading reading, YamlElement element, Scope scope)
    {
        var expression = Read(reading, element);
        foreach (var name in expression?.Names().Distinct(StringComparer.Ordinal) ?? [])
        {
            if (VariablePath.Read(name) is { } path)
            {
                reading.Check(path, element.At, scope);
            }
            else
            {
                reading.Findings.Add(element.At, $"'{name}' names no variable", "put texts in double quotes");
            }
        }

        return expression;
    }
}

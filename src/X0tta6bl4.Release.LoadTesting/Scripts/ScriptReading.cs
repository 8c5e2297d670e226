using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Users;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>What the readers of a script's parts share: mistakes so far, templates, and what comes from outside.</summary>
/// <param name="findings">Mistakes so far.</param>
/// <param name="environment">What <c>$environment</c> is; null when nobody chose one.</param>
/// <param name="readVariable">Value of an environment variable; null when it is not set.</param>
internal sealed class ScriptReading(Findings findings, string? environment, Func<string, string?> readVariable)
{
    readonly Dictionary<string, JsonElement> variables = new(StringComparer.Ordinal);

    /// <summary>Mistakes so far.</summary>
    public Findings Findings => findings;

    /// <summary>Environment variables that templates name, with their values.</summary>
    public ImmutableDictionary<string, JsonElement> EnvironmentVariables => variables.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>A template of a flow; an empty one when it is wrong, which is then among the findings.</summary>
    public Template Template(YamlElement.Scalar scalar, Scope scope)
    {
        var (template, problem, hint) = TemplateParser.Read(scalar.Text);
        if (template is null)
        {
            findings.Add(scalar.At, problem, hint);
            return Users.Template.Constant("");
        }

        foreach (var path in template.Variables)
        {
            Check(path, scalar.At, scope);
        }

        return template;
    }

    /// <summary>Notes it when nothing can set the variable that a path begins with.</summary>
    public void Check(VariablePath path, Position at, Scope scope)
    {
        if (Scope.EnvironmentRoots.Contains(path.Root))
        {
            CheckEnvironment(path, at);
        }
        else if (path.Root is "$loopCount" or "$loopElement" && !scope.Names.Contains(path.Root))
        {
            findings.Add(at, $"{path.Root} has a value only inside a loop");
        }
        else if (path.Root == "$environment" && environment is null)
        {
            findings.Add(at, "$environment has no value", "choose an environment");
        }
        else if (!scope.Names.Contains(path.Root))
        {
            findings.Add(at, $"nothing sets the variable '{path.Root}'; config.variables, config.payload and capture do", Nearest.Hint(path.Root, scope.Names));
        }
    }

    /// <summary>A text of the script's head, where only the environment can be named.</summary>
    public string HeadText(YamlElement.Scalar scalar)
    {
        var (template, problem, hint) = TemplateParser.Read(scalar.Text);
        if (template is null)
        {
            findings.Add(scalar.At, problem, hint);
            return "";
        }

        foreach (var part in template.Parts)
        {
            if (part is TemplatePart.Variable { Path: var path } && (path.Root == "$environment" || Scope.EnvironmentRoots.Contains(path.Root)))
            {
                Check(path, scalar.At, Scope.Everywhere);
            }
            else if (part is not TemplatePart.Literal)
            {
                findings.Add(scalar.At, "here a template can only name {{ $environment }} and {{ $env.NAME }}");
            }
        }

        return template.Render(new HeadValues(environment, variables));
    }

    void CheckEnvironment(VariablePath path, Position at)
    {
        if (path.Keys.Length != 2)
        {
            findings.Add(at, $"'{path.Text}' names no environment variable", $"write {{{{ {path.Root}.NAME }}}}");
        }
        else if (readVariable(path.Keys[1]) is { } value)
        {
            variables[path.Keys[1]] = JsonValues.Of(value);
        }
        else
        {
            findings.Add(at, $"the environment variable {path.Keys[1]} is not set");
        }
    }
}

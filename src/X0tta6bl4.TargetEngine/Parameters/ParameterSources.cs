using System.Collections;
using System.Collections.Immutable;

namespace Nuke.Common.Parameters;

/// <summary>The three places a parameter may come from: command line, environment, file; the first that has it wins.</summary>
internal sealed class ParameterSources
{
    readonly Dictionary<string, (string Name, string Value)> variables;
    readonly string workingDirectory;
    Dictionary<string, ImmutableArray<string>> file = [];
    string fileDirectory;

    public ParameterSources(CommandLine commandLine, IDictionary environment, string workingDirectory)
    {
        CommandLine = commandLine;
        variables = Index(environment);
        this.workingDirectory = workingDirectory;
        fileDirectory = workingDirectory;
    }

    public CommandLine CommandLine { get; }

    public void ReadFile(string root)
    {
        fileDirectory = root;
        file = ParametersFile.Read(root);
    }

    public RawValue? Find(ParameterDeclaration parameter)
    {
        var option = CommandLine.Options.LastOrDefault(option => ParameterNames.Key(option.Written) == parameter.Key);
        if (option is not null)
            return new RawValue(option.Values, parameter.Option, workingDirectory);
        if (FindVariable(parameter) is { } variable)
            return new RawValue([variable.Value], $"environment variable {variable.Name}", workingDirectory);
        return file.TryGetValue(parameter.Key, out var values)
            ? new RawValue(values, $"{parameter.Name} in {ParametersFile.Name}", fileDirectory)
            : null;
    }

    /// <summary>What is wrong with the options as such: unknown ones, and those given twice.</summary>
    public IEnumerable<string> Problems(IReadOnlyCollection<ParameterDeclaration> parameters)
    {
        var seen = new HashSet<string>();
        var options = parameters.Select(parameter => parameter.Option);
        foreach (var option in CommandLine.Options)
        {
            var key = ParameterNames.Key(option.Written);
            if (parameters.All(parameter => parameter.Key != key))
                yield return $"Unknown option {option.Written}.{Suggestion.For(option.Written, options)} --help lists all options.";
            else if (!seen.Add(key))
                yield return $"Option {option.Written} is given twice; give it once, a list as {option.Written} ONE TWO.";
        }
    }

    // Bare names only for what the build declares: HOST, SKIP or PLAN in somebody's environment are not meant for the engine.
    (string Name, string Value)? FindVariable(ParameterDeclaration parameter) =>
        variables.TryGetValue("nuke" + parameter.Key, out var prefixed) ? prefixed
        : parameter.Member is not null && variables.TryGetValue(parameter.Key, out var bare) ? bare
        : null;

    static Dictionary<string, (string Name, string Value)> Index(IDictionary environment)
    {
        var index = new Dictionary<string, (string, string)>(environment.Count);
        foreach (DictionaryEntry entry in environment)
        {
            if (entry is { Key: string name, Value: string { Length: > 0 } value })
                index[ParameterNames.Key(name)] = (name, value);
        }

        return index;
    }
}

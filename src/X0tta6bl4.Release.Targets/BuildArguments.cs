using System.Collections.Immutable;
using System.Reflection;
using Nuke.Common;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>Checks the words of the command line before any engine sees them: NUKE ignores options that it does not know.</summary>
public static class BuildArguments
{
    // Options that both engines have and a release can stand; see the help of either.
    static readonly ImmutableArray<string> EngineOptions =
        ["help", "plan", "list", "skip", "target", "root", "verbosity", "host", "nologo", "partition", "profile"];

    /// <summary>Checks targets and options of a build, and answers <c>--help</c>. With <c>--json</c>, standard output is kept free from here on.</summary>
    /// <param name="build">The build class.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="output">Where help is written; asked for only then.</param>
    /// <param name="errors">Where problems are written, one a line.</param>
    /// <returns>2 when there are problems, 0 when help was shown; null when the engine may start.</returns>
    public static int? Check(Type build, IReadOnlyList<string> arguments, Func<TextWriter> output, TextWriter errors)
    {
        var members = build.GetInterfaces().Append(build).SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)).ToArray();
        var targets = members.Where(member => member.PropertyType == typeof(Target)).Select(member => member.Name).Distinct().ToImmutableArray();
        var options = members.Where(member => member.GetCustomAttribute<ParameterAttribute>() is not null).Select(member => Dashed(member.Name)).Concat(EngineOptions).Distinct().ToImmutableArray();
        var problems = Problems(arguments, targets, options).ToArray();
        var translator = RequestReader.Language(Language(arguments));
        foreach (var problem in problems)
        {
            errors.WriteLine(problem.In(translator));
        }

        if (problems.Length > 0)
        {
            return ExitCode.Refused;
        }

        if (arguments.Any(IsHelp))
        {
            output().Write(BuildHelp.Of(targets, [.. options.Select(option => "--" + option)]));
            return ExitCode.Done;
        }

        if (WantsJson(arguments))
        {
            StandardOutput.Reserve();
        }

        return null;
    }

    static bool IsHelp(string argument) => argument.StartsWith('-') && Key(argument) is "help" or "h";

    static string? Language(IReadOnlyList<string> arguments) => arguments.Index().Where(argument => argument.Item.StartsWith('-')).Select(argument => argument.Item.Split('=', 2) switch
    {
        [var option, var value] when Key(option) == "language" => value,
        [var option] when Key(option) == "language" => arguments.ElementAtOrDefault(argument.Index + 1),
        _ => null,
    }).FirstOrDefault(value => value is not null);

    static bool WantsJson(IReadOnlyList<string> arguments) => arguments.Index().Any(argument => argument.Item.StartsWith('-')
        && (Key(argument.Item) == "json" ? arguments.ElementAtOrDefault(argument.Index + 1) != "false" : Key(argument.Item) == "json=true"));

    // Words before the first option are targets; words after one are its values, unless the engine is left to say otherwise.
    static IEnumerable<Problem> Problems(IReadOnlyList<string> arguments, ImmutableArray<string> targets, ImmutableArray<string> options)
    {
        foreach (var word in arguments.TakeWhile(argument => !argument.StartsWith('-')).SelectMany(word => word.Split('+')))
        {
            if (!targets.Any(target => Key(target) == Key(word)))
            {
                yield return Unknown("target", word, targets, "./build.sh --list names all targets");
            }
        }

        foreach (var option in arguments.Where(argument => argument.StartsWith('-') && !IsHelp(argument)).Select(argument => argument.Split('=')[0]))
        {
            // Both engines have it, and would take stages of another version for done.
            if (Key(option) == "continue")
            {
                yield return new Problem(option, "a release goes on from its journal, not from what the engine remembers", "type the same command without it");
            }
            else if (!options.Any(known => Key(known) == Key(option)))
            {
                yield return Unknown("option", option, [.. options.Select(known => "--" + known)], "./build.sh --help shows all options");
            }
        }
    }

    static Problem Unknown(string what, string word, ImmutableArray<string> known, string hint) =>
        new(word, $"there is no such {what}{(Nearest.Hint(word, known) is { Length: > 0 } near ? "; " + near : "")}", hint);

    static string Key(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    static string Dashed(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

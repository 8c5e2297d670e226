using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Targets;

/// <summary>Request and runbook after every check that needs no estate.</summary>
/// <param name="Parameters">The checked request.</param>
/// <param name="Runbook">The runbook.</param>
/// <param name="Scope">What is released where.</param>
public sealed record SessionInput(ReleaseParameters Parameters, Runbook Runbook, ReleaseScope Scope)
{
    /// <summary>Reads and checks request and runbook.</summary>
    /// <exception cref="RefusalException">With every problem found.</exception>
    public static SessionInput Read(ReleaseRequest request, bool needsVersion)
    {
        var parameters = Value(ParameterReader.Read(request, needsVersion));
        var runbook = Value(RunbookReader.Read(ReadText(parameters.RunbookFile), Path.GetRelativePath(Environment.CurrentDirectory, parameters.RunbookFile)));
        var scope = Value(ReleaseScope.Of(runbook, parameters));
        var directory = Path.GetDirectoryName(parameters.RunbookFile)!;
        return new SessionInput(parameters, runbook, !needsVersion ? scope : scope with
        {
            Values = All(scope.Charts.Select(chart => chart.Name), name => ReadValues(scope.Charts.Single(chart => chart.Name == name), directory)),
            ScriptFacts = All(scope.Scripts.Select(load => load.Script).Distinct(), script => ReadScript(script, directory)),
        });
    }

    // The endpoint is known only when the estate is; any target does for reading.
    static Checked<ScriptFacts> ReadScript(string script, string directory)
    {
        var path = Path.GetFullPath(script, directory);
        var shown = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return ScriptFile.Read(path, shown, "http://127.0.0.1") switch
        {
            null => Checked.Invalid<ScriptFacts>([new Problem(shown, "the load script cannot be read", "correct 'script' in the runbook's validation, or write the file")]),
            { IsValid: true, Value: { } load } => Checked.Valid(new ScriptFacts(load.Hash, load.Length)),
            var wrong => Checked.Invalid<ScriptFacts>(wrong.Problems),
        };
    }

    // Every mistake of every file at once.
    static ImmutableSortedDictionary<string, T> All<T>(IEnumerable<string> names, Func<string, Checked<T>> read)
        where T : class
    {
        var results = names.Select(name => (Name: name, Read: read(name))).ToArray();
        var problems = results.SelectMany(result => result.Read.IsValid ? [] : result.Read.Problems).ToArray();
        return problems.Length > 0 ? throw new RefusalException(problems) : results.ToImmutableSortedDictionary(result => result.Name, result => result.Read.Value!, StringComparer.Ordinal);
    }

    static Checked<ChartValues> ReadValues(Chart chart, string directory)
    {
        var path = Path.GetFullPath(chart.Values, directory);
        var shown = Path.GetRelativePath(Environment.CurrentDirectory, path);
        try
        {
            return ChartValues.Read(path, shown, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Checked.Invalid<ChartValues>([new Problem(shown, $"the values of chart {chart.Name} cannot be read: {exception.Message}", "correct 'values' of the chart in the runbook, or write the file")]);
        }
    }

    static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException([new Problem("--runbook", $"{path} cannot be read: {exception.Message}", "name a file that exists")]);
        }
    }

    static T Value<T>(Checked<T> result)
        where T : class => result.IsValid ? result.Value : throw new RefusalException(result.Problems);
}

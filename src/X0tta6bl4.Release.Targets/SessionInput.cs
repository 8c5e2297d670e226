using System.Collections.Immutable;
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
        return new SessionInput(parameters, runbook, needsVersion ? scope with { Values = ReadValues(scope, Path.GetDirectoryName(parameters.RunbookFile)!) } : scope);
    }

    static ImmutableSortedDictionary<string, ChartValues> ReadValues(ReleaseScope scope, string directory)
    {
        var read = scope.Charts.Select(chart => (chart.Name, Values: ReadValues(chart, directory))).ToArray();
        var problems = read.SelectMany(chart => chart.Values.IsValid ? [] : chart.Values.Problems).ToArray();
        return problems.Length > 0 ? throw new RefusalException(problems) : read.ToImmutableSortedDictionary(chart => chart.Name, chart => chart.Values.Value!, StringComparer.Ordinal);
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

using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>What a release's folder keeps beside plan and journal, put into its report: every probe, and what load scripts measured. A folder that was rebuilt
/// from the journal's copy has neither; what cannot be read is as good as not there.</summary>
public static class KeptFigures
{
    /// <summary>The report with curves and figures, as far as they are kept here.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The release's folder.</param>
    /// <param name="clean">Takes secrets out of a text: unlike the journal, these files were not cleaned when they were written.</param>
    public static ReleaseReport Into(ReleaseReport report, ReleaseFolder folder, Func<string, string> clean) => report with
    {
        Probes = Kept(() => LedgerFold.Of(Lines(folder.File(LedgerFile.Name))), []),
        Loads = [.. report.Loads.Select(load => load with { Figures = Kept(() => Figures(LoadRun.ResultsOf(folder.Path, load.Step), clean), null) })],
    };

    static T Kept<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }

    // Another run may be writing it.
    static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    static ReportedLoadFigures? Figures(string folder, Func<string, string> clean) => LoadReport.Read(File.ReadAllText(Path.Combine(folder, "result.json"))) is not { } load ? null : new ReportedLoadFigures(
        clean(load.Target.ToString()),
        load.Length,
        load.Connections,
        load.Users.Arrived,
        load.Users.Failed,
        load.Users.TurnedAway,
        clean(load.EndedEarly),
        [Request("all", load.Total), .. load.Steps.Length > 1 ? load.Steps.Select(step => Request(clean(step.Name), step.Figures)) : []],
        [.. load.Failures.OrderByDescending(failure => failure.Value).Select(failure => new ReportedFailure(clean(failure.Key), failure.Value))],
        LoadFold.Bounded([.. load.Timeline.Select(second => new ReportedSecond(second.At, second.Due, second.Ended, second.Failed, second.P50, second.P95, second.Max))]),
        Distribution(folder, "response"),
        Distribution(folder, "service"),
        Distribution(folder, "lag"));

    static ReportedRequest Request(string name, LoadFigures seen) => new(
        name, seen.Ended, seen.Failed, seen.PerSecond, seen.Response.P50, seen.Response.P95, seen.Response.P99, seen.Response.Max, seen.Lag.P99, seen.Lag.Max);

    static ImmutableArray<ReportedQuantile> Distribution(string folder, string name) =>
        [.. DistributionText.Read(File.ReadAllText(Path.Combine(folder, $"{name}.hgrm"))).Select(point => new ReportedQuantile(point.Share, point.Time))];
}

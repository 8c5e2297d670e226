using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Terminal;

namespace X0tta6bl4.Release.Targets;

/// <summary>Writes the reports of a release beside its journal.</summary>
public static class ReportFiles
{
    /// <summary>The one for people.</summary>
    public const string Page = "report.html";

    /// <summary>The one for summaries of CI systems.</summary>
    public const string Summary = "report.md";

    /// <summary>Writes <c>report.html</c>, <c>report.md</c>, <c>report.json</c> and <c>junit.xml</c>.</summary>
    /// <param name="folder">The release's folder.</param>
    /// <param name="report">The release.</param>
    /// <param name="translator">The language of the two for people; programs read the same everywhere.</param>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public static void Write(ReleaseFolder folder, ReleaseReport report, Translator translator)
    {
        File.WriteAllText(folder.File(Summary), ReportMarkdown.Write(report, translator));
        File.WriteAllText(folder.File("report.json"), ReportJson.Write(report));
        File.WriteAllText(folder.File("junit.xml"), ReportJUnit.Write(report));
        File.WriteAllText(folder.File(Page), ReportHtml.Of(report, translator));
    }

    /// <summary>Writes them and shows how the release ended. A report that cannot be written is said and shown: how the release ended does not depend on it.</summary>
    /// <param name="setup">What the session has of the outside.</param>
    /// <param name="record">The release.</param>
    /// <param name="next">The next command to type, empty when there is none.</param>
    public static void Show(SessionSetup setup, ReleaseRecord record, Func<ReleaseReport, string> next)
    {
        var report = KeptFigures.Into(ReleaseReport.Of(record.Folder.Id, record.Plan, record.Entries), record.Folder, setup.Redactor.Clean);
        var (path, command) = ($"{Path.GetRelativePath(Environment.CurrentDirectory, record.Folder.File(Page))} and {Summary}", next(report));
        try
        {
            // What this run knows of the next command, its own options included, is more than the journal does.
            Write(record.Folder, command.Length > 0 ? report with { Next = setup.Redactor.Clean(command) } : report, setup.Translator);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            path = $"not written: {exception.Message}";
        }

        setup.Output.Write(OutcomeText.Of(report, path, command, setup.Translator));
    }
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>Writes the reports of a release beside its journal.</summary>
public static class ReportFiles
{
    /// <summary>The one for people.</summary>
    public const string Page = "report.html";

    /// <summary>The one for summaries of CI systems.</summary>
    public const string Summary = "report.md";

    /// <summary>Writes <c>report.html</c>, <c>report.md</c>, <c>report.json</c> and <c>junit.xml</c>.</summary>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public static void Write(ReleaseFolder folder, ReleaseReport report)
    {
        File.WriteAllText(folder.File(Summary), ReportMarkdown.Write(report));
        File.WriteAllText(folder.File("report.json"), ReportJson.Write(report));
        File.WriteAllText(folder.File("junit.xml"), ReportJUnit.Write(report));
        File.WriteAllText(folder.File(Page), ReportHtml.Of(report));
    }
}

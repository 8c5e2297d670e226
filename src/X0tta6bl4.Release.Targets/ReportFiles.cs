using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>Writes the reports of a release beside its journal.</summary>
public static class ReportFiles
{
    /// <summary>Writes <c>report.md</c> and <c>report.json</c>.</summary>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public static void Write(ReleaseFolder folder, ReleaseReport report)
    {
        File.WriteAllText(folder.File("report.md"), ReportMarkdown.Write(report));
        File.WriteAllText(folder.File("report.json"), ReportJson.Write(report));
    }
}

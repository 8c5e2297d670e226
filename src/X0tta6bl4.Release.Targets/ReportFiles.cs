using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;

namespace X0tta6bl4.Release.Targets;

/// <summary>Writes the reports of a release beside its journal.</summary>
public static class ReportFiles
{
    /// <summary>Writes <c>report.md</c> and <c>report.json</c>.</summary>
    public static ReleaseReport Write(ReleaseRecord record)
    {
        var report = ReleaseReport.Of(record.Folder.Id, record.Plan, record.Entries);
        File.WriteAllText(record.Folder.File("report.md"), ReportMarkdown.Write(report));
        File.WriteAllText(record.Folder.File("report.json"), ReportJson.Write(report));
        return report;
    }
}

using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Reporting.Pages;

namespace X0tta6bl4.Release.Reporting;

/// <summary>A report as one page that needs nothing else: <c>report.html</c>. It loads nothing, runs no script but its own, reads well on a phone and on paper, and says everything without script. Pure.</summary>
public static class ReportHtml
{
    /// <summary>The whole page. A section that has nothing to say is not there.</summary>
    /// <param name="report">The release.</param>
    /// <param name="translator">The language of whoever reads it; names, code and evidence are the same in each. Null for English.</param>
    public static string Of(ReleaseReport report, Translator? translator = null) => PageTranslation.Of(Page(report), translator ?? Translator.English);

    static string Page(ReleaseReport report) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src {PageResource.Style.Hash}; script-src {PageResource.Script.Hash}; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{OutcomeWords.Of(report).Mark.Word}: release {report.Version} on {report.Estate}</title>
        <link rel="icon" href="data:,">
        <style>{Markup.OfResource(PageResource.Style)}</style>
        </head>
        <body>
        {SignSheet.Markup}<main>
        {HeaderSection.Of(report)}{Sections(report)}</main>
        <script>{Markup.OfResource(PageResource.Script)}</script>
        </body>
        </html>

        """).ToString();

    static Markup Sections(ReleaseReport report) => Markup.Of(
    [
        CriteriaSection.Of(report),
        ListSection.Of("afterwards", "Left to do by hand", report.Afterwards),
        FailureSection.Of(report),
        UndoneSection.Of(report),
        PlacementSection.Filter,
        PlacementSection.Of(report),
        TimelineSection.Of(report),
        StageSection.Of(report),
        AvailabilitySection.Of(report),
        GateSection.Of(report),
        LoadSection.Of(report),
        WatchSection.Of(report),
        ListSection.Of("notes", "To know", report.Notes),
        RunSection.Of(report),
        PlanSection.Of(report),
    ]);
}

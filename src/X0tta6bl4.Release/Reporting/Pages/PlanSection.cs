namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What exactly this was: identifier, plan, and the files beside the report.</summary>
static class PlanSection
{
    static readonly (string Name, string What)[] Files =
    [
        ("plan.txt", "the plan"), ("plan.json", "the plan as data"), ("journal.jsonl", "every fact"), ("report.json", "this report as data"), ("report.md", "as text"), ("junit.xml", "as test results"),
    ];

    public static Markup Of(ReleaseReport report) => Section.Of("plan", "Release and plan", Markup.Of($"""
        <dl class="proof">
        <div><dt>Release</dt><dd><code>{report.Id}</code></dd></div>
        <div><dt>Plan</dt><dd><code>{report.Fingerprint}</code></dd></div>
        {Markup.If(report.Selection.Length > 0, $"<div><dt>Chosen</dt><dd><code>{report.Selection}</code></dd></div>\n")}<div><dt>From</dt><dd>{PageText.Moment(report.Started)}</dd></div>
        <div><dt>To</dt><dd>{PageText.Moment(report.Ended)}</dd></div>
        <div><dt>Files</dt><dd>{Markup.Of(Files.Select((file, index) => Markup.Of($"{(index > 0 ? ", " : "")}<a href=\"{file.Name}\">{file.Name}</a> ({file.What})")))}</dd></div>
        </dl>

        """));
}

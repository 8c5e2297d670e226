using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What was undone and why.</summary>
static class UndoneSection
{
    public static Markup Of(ReleaseReport report) => Section.Of("undone", "What was undone", Markup.Of($"""
        {report.Rollbacks.Select(Rollback)}{Table.Of(["Placement or chart", "Back to", "Result", "What happened"], report.Undone.Select(Row))}
        """));

    static Markup Rollback(ReportedRollback rollback) => Markup.Of($"""
        <dl class="proof">
        <div><dt>Why</dt><dd>{rollback.Reason}</dd></div>
        <div><dt>Result</dt><dd>{Mark.Of(rollback.Span.Ending).Markup}{(rollback.Span.Message.Length > 0 ? $", {rollback.Span.Message}" : "")}</dd></div>
        <div><dt>Time</dt><dd>{Durations.Text(rollback.Span.Duration)} from {PageText.Moment(rollback.Span.Started)}</dd></div>
        </dl>

        """);

    static Markup[] Row(ReportedUndo undo) =>
        [PageText.Object(undo.Workload), PageText.Version(undo.Version), Mark.Of(undo.Ending).Markup, Markup.Of($"{undo.Message}")];
}

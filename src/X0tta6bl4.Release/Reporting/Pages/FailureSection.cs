using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>What failed, in the order it was found: the named cause, what proves it, what can be done about it, and where everything saved of it is.</summary>
static class FailureSection
{
    public static Markup Of(ReleaseReport report)
    {
        var failures = report.Steps.SelectMany(step => step.Tries.Select(span => (Step: step, Span: span, Back: false)).Concat(step.Undos.Select(span => (Step: step, Span: span, Back: true))))
            .Where(failure => failure.Span.Fault is not null || failure.Span.Ending is Ending.Failed or Ending.Held)
            .OrderBy(failure => failure.Span.Ended);
        return Section.Of("failures", "What failed", Markup.Of(failures.Select(failure => Failure(failure.Step, failure.Span, failure.Back, report.Evidence))));
    }

    static Markup Failure(ReportedStep step, ReportedSpan span, bool back, ImmutableArray<ReportedEvidence> evidence) => Markup.Of($"""
        <article class="failure{(span.Ending == Ending.Failed ? "" : " waits")}">
        <h3>{Mark.Of(span.Ending).Markup} {Heading(step, span)}</h3>
        <p>{span.Fault?.Message ?? span.Message}</p>
        {Markup.If(span.Fault?.Hint.Length > 0, $"<p class=\"hint\"><b>What to do:</b> {span.Fault?.Hint}</p>\n")}{Proof(span.Fault)}<p class="path">{step.Stage}, at {PageText.Clock(span.Ended)} UTC, {Markup.If(back, $"on the way back from: ")}{step.Title}</p>
        {Markup.Of(back ? [] : evidence.Where(saved => saved.Step == step.Id).Select(Saved))}</article>

        """);

    static Markup Heading(ReportedStep step, ReportedSpan span) => span.Fault is { } fault
        ? Markup.Of($"<code>{fault.Code}</code> {PageText.Object(fault.Object)}")
        : PageText.Lane(step.Lane);

    static Markup Proof(Fault? fault) => Markup.If(fault is { Evidence.Length: > 0 }, $"<pre>{string.Join('\n', fault?.Evidence ?? [])}</pre>\n");

    static Markup Saved(ReportedEvidence saved) =>
        Markup.Of($"<p>Saved before anything was undone: <a href=\"{PageText.Link(saved.Path, EvidenceFolder.Index)}\">{PageText.Count(saved.Files, "file")}</a> of manifests, events and logs.</p>\n");
}

using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Reporting.Pages;

/// <summary>Judgements with their proof: the question as it was put, when, and what it was compared with.</summary>
static class GateSection
{
    // Load scripts have a section of their own.
    public static Markup Of(ReleaseReport report) =>
        Section.Of("gates", "Gates and their proof", Markup.Of(report.Gates.Where(gate => report.Loads.All(load => load.Step != gate.Step)).Select(Gate)));

    static Markup Gate(ReportedGate gate) => Markup.Of($"""
        <article>
        <h3>{gate.Subject} {Mark.OfVerdict(gate.Verdict).Markup}</h3>
        <dl class="proof">
        {Line("Seen", Markup.Of($"<b>{gate.Seen}</b>"))}{Line("Wanted", Markup.Of($"{gate.Wanted}"))}{Line("Before", Markup.Of($"{gate.Baseline}"))}{Line("Judged", Markup.Of($"{PageText.Moment(gate.At)}{Where(gate)}"))}{Line("Question", Code(gate.Question))}{Line("Requests", Code(gate.Counting))}</dl>
        {GateChart.Of(gate)}</article>

        """);

    static Markup Where(ReportedGate gate) => Markup.Of($"{Markup.If(gate.Window is not null, $", about the {Durations.Text(gate.Window ?? TimeSpan.Zero)} before")}{Markup.If(gate.Cluster.Length > 0, $", by the metrics of {gate.Cluster}")}");

    static Markup Code(string text) => Markup.If(text.Length > 0, $"<code>{text}</code>");

    static Markup Line(string name, Markup value) => Markup.If(!value.IsEmpty, $"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
}

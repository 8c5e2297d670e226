using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Reporting;

/// <summary>Every judgement of measurements in a journal, with the question as it was put and the baseline it was compared with.</summary>
static class GateFold
{
    public static ImmutableArray<ReportedGate> Of(Plan plan, ImmutableArray<JournalEntry> entries)
    {
        var steps = plan.Steps.Concat(plan.Stages.SelectMany(stage => stage.Watches)).ToDictionary(step => step.Id);
        // The first usable answer is the baseline, see ReleaseState.
        var baselines = entries.OfType<JournalEntry.BaselineMeasured>().GroupBy(entry => entry.Gate)
            .ToDictionary(same => same.Key, same => same.FirstOrDefault(entry => entry is { Value: not null, Trouble: "" }) ?? same.Last());
        return [.. entries.OfType<JournalEntry.Assessed>().Select(entry => Of(entry, steps.GetValueOrDefault(entry.Step), baselines))];
    }

    static ReportedGate Of(JournalEntry.Assessed entry, Step? step, Dictionary<string, JournalEntry.BaselineMeasured> baselines)
    {
        var gate = (step as Step.AskGate)?.Gate ?? (step as Step.WatchGate)?.Gate;
        var baseline = gate is null ? null : baselines.GetValueOrDefault(gate.Name);
        return new ReportedGate(
            entry.Step, entry.At, entry.Subject, entry.Wanted, entry.Seen, VerdictText.Of(entry.Verdict),
            gate?.Cluster ?? "",
            gate is not null ? MeasuringRun.Windowed(gate.Query, gate) : step?.Title ?? "",
            gate?.Requests is { } requests ? MeasuringRun.Windowed(requests, gate) : "",
            gate?.Window,
            gate is not null && baseline is not null ? Text(baseline, gate) : "",
            gate is not null && entry.Figures is { IsDefaultOrEmpty: false } figures ? Figures(gate, baseline, figures) : null);
    }

    static ReportedFigures? Figures(Gate gate, JournalEntry.BaselineMeasured? baseline, ImmutableArray<MeasuredFigure> figures) =>
        Assessment.Limit(gate, baseline is null ? null : new Measurement(baseline.Value, baseline.Requests, baseline.Trouble)) is not { } limit ? null : new ReportedFigures(
            gate.Unit,
            limit,
            gate.Limit is GateLimit.AtMost or GateLimit.AboveBaseline,
            baseline is { Trouble: "" } ? baseline.Value : null,
            [.. figures.Select(figure => new ReportedFigure(figure.At, figure.Value))]);

    static string Text(JournalEntry.BaselineMeasured baseline, Gate gate)
    {
        var value = baseline.Value is { } known ? AmountText.Of(known, gate.Unit) : "no value";
        var requests = baseline.Requests is { } count ? $" of {Math.Round(count).ToString("N0", CultureInfo.InvariantCulture)} requests" : "";
        var trouble = baseline.Trouble.Length > 0 ? $", but {baseline.Trouble}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{value}{requests} at {baseline.At.UtcDateTime:HH:mm:ss}Z{trouble}");
    }
}

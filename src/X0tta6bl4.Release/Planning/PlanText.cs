using System.Text;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>A plan as people read it: <c>plan.txt</c> and the target Plan.</summary>
public static class PlanText
{
    /// <summary>The whole plan; lines end with a line feed.</summary>
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        text.Append($"Release {plan.Version} on estate {plan.Estate}: {Updates(plan)}\n");
        text.Append($"Plan {PlanFingerprint.Of(plan)}\n");
        text.Append($"\n{CriticalPathText.Of(plan)}\nImages\n");
        var width = plan.Images.Select(i => i.Component.Length).DefaultIfEmpty().Max();
        foreach (var image in plan.Images)
        {
            text.Append($"  {image.Component.PadRight(width)}  {image.Image}{(image.Platforms.IsEmpty ? "" : $"  ({string.Join(", ", image.Platforms)})")}\n");
        }

        if (!plan.Probes.IsEmpty)
        {
            text.Append("\nProbed from before the first change until after the last\n").AppendJoin("", plan.Probes.Select(Line));
        }

        foreach (var stage in plan.Stages)
        {
            AppendStage(text, stage);
        }

        Append(text, "No way back, and accepted", plan.Notes.Where(LostWayBack.IsNote));
        Append(text, "To know", plan.Notes.Where(note => !LostWayBack.IsNote(note)).Concat(plan.Unmeasured.Select(title => $"Not measured: {title}.")));
        Append(text, "Afterwards, by hand", plan.Afterwards);
        return text.ToString();
    }

    /// <summary>An image's tag and the first digits of its digest: <c>2.3.1 (sha256:0a1b2c3d4e5f)</c>.</summary>
    public static string Short(string image)
    {
        if (!ImageReference.TryParse(image, out var reference))
        {
            return image;
        }

        var digest = reference.Digest.Length > 0 ? reference.Digest[..19] : "";
        return reference.Tag.Length > 0 && digest.Length > 0 ? $"{reference.Tag} ({digest})" : reference.Tag + digest;
    }

    static string Line(AvailabilityProbe probe) =>
        $"  {probe.Request.Method} {probe.Endpoint}{probe.Request.Path}  ({probe.Rate} times a second, an answer within {Durations.Text(probe.Timeout)}; more than {AmountText.Of(probe.FailedAtMost, GateUnit.Share)} failed fail a stage)\n";

    static void Append(StringBuilder text, string title, IEnumerable<string> points)
    {
        var list = string.Concat(points.Select(point => $"  - {point}\n"));
        text.Append(list.Length == 0 ? "" : $"\n{title}\n{list}");
    }

    static string Updates(Plan plan)
    {
        var (placements, charts) = (plan.Updates.ToArray(), plan.Steps.OfType<Step.UpgradeChart>().ToArray());
        var due = new[] { Due(placements.Count(u => u.Changes), "placement", "to update"), Due(charts.Count(c => c.Changes), "chart", "to upgrade") }.Where(part => part.Length > 0).ToArray();
        var there = plan.LiveChanges.Count(change => !change.Changes);
        return (due.Length == 0 ? "nothing to change" : string.Join(", ", due)) + (there > 0 ? $", {there} already there" : "");
    }

    static string Due(int count, string noun, string what) => count == 0 ? "" : $"{Count(count, noun)} {what}";

    static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    static void AppendStage(StringBuilder text, PlannedStage stage)
    {
        var shared = stage.SharesBudgetWith is { } other ? $"budget shared with {other}" : $"budget {Durations.Text(stage.Budget)}";
        text.Append($"\n{stage.Name}  ({shared}, {stage.Owner})\n");
        if (stage.ByHand is not null)
        {
            text.Append($"  by hand: {stage.ByHand}\n");
        }

        text.AppendJoin("", stage.Watches.Select(guard => $"  beside it: {guard.Title}  ({AmountOf(guard.Gate)}{OftenOf(guard.Gate)} stops the stage)\n"));
        foreach (var wave in stage.Waves)
        {
            if (stage.Changes || stage.Waves.Length > 1)
            {
                text.Append($"  wave {wave.Number}{(wave.Lanes.Length > 1 ? ", side by side" : "")}{(wave.Soak > TimeSpan.Zero ? $", then a soak of {Durations.Text(wave.Soak)}" : "")}\n");
            }

            text.AppendJoin("", wave.Lanes.SelectMany(lane => lane.Steps).SelectMany(Lines));
        }
    }

    static string OftenOf(Gate gate) => gate.Failed is { } rule ? $" in {rule.AtLeast} of {rule.Of} answers" : "";

    static string AmountOf(Gate gate) => gate.Limit switch
    {
        GateLimit.AtMost most => $"more than {AmountText.Of(most.Value, gate.Unit)}",
        GateLimit.AtLeast least => $"less than {AmountText.Of(least.Value, gate.Unit)}",
        GateLimit.AboveBaseline above => $"more than {AmountText.Of(above.Share, GateUnit.Share)} above the baseline",
        GateLimit.BelowBaseline below => $"more than {AmountText.Of(below.Share, GateUnit.Share)} below the baseline",
        _ => throw new System.Diagnostics.UnreachableException(gate.Limit.GetType().Name),
    };

    static IEnumerable<string> Wanted(Step step) => step switch
    {
        Step.AskGate { Gate: { } gate } =>
            [$"{Assessment.Expectation(gate, baseline: null)} over {Durations.Text(gate.Window)}{(gate.Requests is null ? "" : $", from {gate.LeastRequests} requests on")}{(gate.Optional ? "; may be missing" : "; missing evidence waits for a human")}"],
        Step.RunLoad { Load: { } load } =>
            [$"at most {AmountText.Of(load.FailedAtMost, GateUnit.Share)} failed{(load.P95AtMost is { } most ? $", 95 % answered within {AmountText.Of(most.TotalSeconds, GateUnit.Seconds)}" : "")}"],
        _ => [],
    };

    static IEnumerable<string> Lines(Step step) => step is Step.UpgradeChart chart ?
        [
            $"    {chart.Title}  (at most {Durations.Text(chart.Limit)}{(chart.Holds ? "; a failure waits for a human" : "")})\n",
            $"      {chart.Source}: {chart.FromVersion} → {chart.Version}, {(chart.FromValuesHash == chart.ValuesHash ? "values as they are" : $"values of {chart.ValuesFile}")}\n",
        ]
        : step is not Step.UpdateWorkload update ? [$"    {step.Title}  (at most {Durations.Text(step.Limit)})\n", .. Wanted(step).Select(wanted => $"      wanted: {wanted}\n")]
        : [
            $"    {update.Title}  (at most {Durations.Text(step.Limit)})\n",
            update.Changes ? $"      {update.Container}: {Short(update.From)} → {Short(update.To)}\n" : $"      {update.Container}: already {Short(update.To)}\n",
            .. update.FieldChanges.Where(change => !change.Path.Text.EndsWith("/image", StringComparison.Ordinal)).Select(change => $"      {change.Path}: {change.Before ?? "none"} → {change.After ?? "none"}\n"),
        ];
}

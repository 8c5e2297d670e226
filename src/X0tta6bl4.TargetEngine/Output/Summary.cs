using System.Globalization;
using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>The table at the end of a build.</summary>
internal static class Summary
{
    public static void Write(BuildOutput output, NukeBuild build)
    {
        var width = Math.Max(19, build.ExecutionPlan.Max(target => target.Name.Length) + 4);
        var rule = new string('─', width + 22);
        output.ImportantLine();
        output.ImportantLine(Row(width, "Target", "Status", "Duration"), Tone.Heading);
        output.ImportantLine(rule, Tone.Faint);
        foreach (var target in build.ExecutionPlan.Where(target => target.Status != ExecutionStatus.Collective))
            output.ImportantLine(Row(width, target.Name, target.Status.ToString(), DurationOf(target)) + Information(target),
                ToneOf(target.Status));
        output.ImportantLine(rule, Tone.Faint);
        var total = build.ExecutionPlan.Aggregate(TimeSpan.Zero, (sum, target) => sum + target.Duration);
        output.ImportantLine(Row(width, "Total", "", Format(total)), Tone.Heading);
        output.ImportantLine();
    }

    public static string Format(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1)
            ? "< 1sec"
            : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}:{duration.Seconds:00}");

    static string Row(int width, string target, string status, string duration) =>
        target.PadRight(width) + status.PadRight(12) + duration.PadLeft(10);

    static string DurationOf(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted ? Format(target.Duration) : "";

    static string Information(ExecutableTarget target) =>
        target.SummaryInformation.Count == 0
            ? ""
            : "   // " + string.Join(", ", target.SummaryInformation.Select(entry => $"{entry.Key}: {entry.Value}"));

    static Tone ToneOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => Tone.Good,
        ExecutionStatus.Failed => Tone.Bad,
        ExecutionStatus.Aborted or ExecutionStatus.NotRun => Tone.Warning,
        _ => Tone.Faint,
    };
}

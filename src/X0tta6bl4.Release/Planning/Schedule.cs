using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;

namespace X0tta6bl4.Release.Planning;

/// <summary>What a plan says about time: the least and the greatest duration of each stage along its critical path, against the budgets.</summary>
/// <param name="Stages">Durations by stage, in order.</param>
/// <param name="Problems">Budgets that cannot hold, whatever happens.</param>
/// <param name="Notes">Budgets that may not hold, and how they add up.</param>
public sealed record Schedule(ImmutableArray<StageDuration> Stages, ImmutableArray<Problem> Problems, ImmutableArray<string> Notes)
{
    /// <summary>Computes the schedule. Placements of a wave run side by side, waves and stages follow one another.</summary>
    public static Schedule Of(Plan plan, EstateSurvey survey)
    {
        var stages = plan.Stages.Zip(CriticalPath.Of(plan).Stages, (stage, path) => new StageDuration(stage.Name, Least(stage, survey), path.Most)).ToImmutableArray();
        var groups = plan.Stages.Where(s => s.SharesBudgetWith is null)
            .Select(stage => (Stage: stage, Members: plan.Stages.Where(s => s == stage || s.SharesBudgetWith == stage.Name).ToArray()))
            .Select(g => (g.Stage.Budget, Name: string.Join(" + ", g.Members.Select(m => m.Name)), Durations: stages.Where(d => g.Members.Any(m => m.Name == d.Stage)).ToArray()))
            .ToArray();
        var problems = groups.Where(g => Sum(g.Durations.Select(d => d.Least)) > g.Budget)
            .Select(g => new Problem(g.Name, $"needs at least {Durations.Text(Sum(g.Durations.Select(d => d.Least)))}, its budget is {Durations.Text(g.Budget)}", "raise the stage's budget or shorten soaks and minReadySeconds"))
            .ToImmutableArray();
        var late = groups.Where(g => Sum(g.Durations.Select(d => d.Most)) > g.Budget)
            .Select(g => $"{g.Name}: the steps' limits add up to {Durations.Text(Sum(g.Durations.Select(d => d.Most)))} along the critical path; the budget of {Durations.Text(g.Budget)} ends it earlier.");
        var total = Sum(groups.Select(g => g.Budget));
        var sum = total <= plan.Budget ? Array.Empty<string>()
            : [$"The stages' budgets add up to {Durations.Text(total)}; the release's own limit is {Durations.Text(plan.Budget)} and ends it earlier."];
        return new Schedule(stages, problems, [.. late, .. sum]);
    }

    static TimeSpan Least(PlannedStage stage, EstateSurvey survey) =>
        Sum(stage.Waves.Select(wave => Greatest(wave.Lanes.Select(lane => Sum(lane.Steps.Select(step => Least(step, survey))))) + wave.Soak));

    // A rollout cannot be faster than its batches times minReadySeconds; everything else may take no time at all.
    static TimeSpan Least(Step step, EstateSurvey survey)
    {
        if (step is not Step.UpdateWorkload { Changes: true } update || survey.Workloads.Values.FirstOrDefault(w => w.Reference == update.Workload) is not { } workload)
        {
            return TimeSpan.Zero;
        }

        var replicas = WorkloadFields.ReplicasOf(workload.Manifest);
        var strategy = update.FieldChanges.FirstOrDefault(c => c.Path.Text == "/spec/strategy")?.After is { } after ? JsonNode.Parse(after) : workload.Manifest["spec"]?["strategy"];
        var batch = Batch(strategy?["rollingUpdate"], replicas);
        var ready = (int?)workload.Manifest["spec"]?["minReadySeconds"] ?? 0;
        return TimeSpan.FromSeconds((double)ready * ((replicas + batch - 1) / batch));
    }

    static int Batch(JsonNode? rolling, int replicas) =>
        Math.Max(1, Pods(rolling?["maxSurge"], replicas, up: true) + Pods(rolling?["maxUnavailable"], replicas, up: false));

    static int Pods(JsonNode? amount, int replicas, bool up)
    {
        var text = amount?.ToString() ?? "25%";
        if (!text.EndsWith('%'))
        {
            return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0;
        }

        var share = int.TryParse(text[..^1], System.Globalization.CultureInfo.InvariantCulture, out var percent) ? percent * replicas / 100.0 : 0;
        return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
    }

    static TimeSpan Sum(IEnumerable<TimeSpan> spans) => CriticalPath.Sum(spans);

    static TimeSpan Greatest(IEnumerable<TimeSpan> spans) => spans.DefaultIfEmpty(TimeSpan.Zero).Max();
}

/// <summary>How long a stage can take.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Least">Less is impossible: soaks and minReadySeconds along the critical path.</param>
/// <param name="Most">More is stopped: the steps' limits along the critical path.</param>
public sealed record StageDuration(string Stage, TimeSpan Least, TimeSpan Most);

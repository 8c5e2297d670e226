using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Turns runbook, scope and survey into a plan. Pure: the same input gives the same plan.</summary>
public static class Planner
{
    static readonly TimeSpan CheckLimit = TimeSpan.FromMinutes(1);

    /// <summary>Makes the plan, or says everything that stands against it.</summary>
    /// <param name="runbook">The runbook.</param>
    /// <param name="scope">What is released where.</param>
    /// <param name="version">To which version.</param>
    /// <param name="survey">What was read of the estate.</param>
    public static Checked<Plan> Plan(Runbook runbook, ReleaseScope scope, ReleaseVersion version, EstateSurvey survey)
    {
        var lost = WayBackChecks.Of(runbook, scope, survey);
        ImmutableArray<Problem> problems = [.. Preflight.Check(scope, version, survey), .. scope.AcceptsNoWayBack ? [] : lost.Select(step => step.Problem)];
        if (!problems.IsEmpty)
        {
            return Checked.Invalid<Plan>(problems);
        }

        var images = scope.Components.Select(component => Image(component, version, survey)).ToImmutableArray();
        var intent = ReleaseIntent.Of(runbook, scope, version, images);
        var stages = runbook.Stages.Select((stage, index) => PlanStage(stage, scope) with { Waves = Waves(stage, index == 0) }).Where(s => s.ByHand is not null || s.Waves.Length > 0).ToArray();
        var plan = new Plan
        {
            Estate = scope.Estate.Name,
            Version = version.Text,
            Intent = intent,
            Budget = runbook.Budget,
            Components = Chosen(runbook, scope),
            Without = [.. scope.LeftOut.Select(placement => placement.Cluster).Distinct()],
            Images = images,
            AcceptsNoWayBack = !lost.IsEmpty,
            Unmeasured = Unmeasured(runbook, scope),
            Afterwards = runbook.Afterwards,
            ErrorThreshold = scope.ErrorThreshold,
            Availability = runbook.Availability.IsEmpty ? null : runbook.Availability,
            Stages = [.. stages.Select(stage => stage with { SharesBudgetWith = BudgetOwner(stage, stages) })],
        };
        var schedule = Schedule.Of(plan, survey);
        return schedule.Problems.IsEmpty
            ? Checked.Valid(plan with { Notes = [.. PlanNotes.Of(runbook, scope, version, survey), .. lost.Select(step => step.Note), .. schedule.Notes] })
            : Checked.Invalid<Plan>(schedule.Problems);

        // The first stage of a runbook reads and saves; the others try, change, or are done by hand.
        ImmutableArray<PlannedWave> Waves(Stage stage, bool first) => first ? [PrepareWave(stage, scope, survey, images)]
            : stage.Staging is not null ? [.. TrialPlanner.Waves(stage, scope, survey, images, intent)]
            : stage.Validation is not null ? [.. ValidationPlanner.Waves(stage, scope)]
            : !stage.Charts.IsEmpty ? [.. ChartPlanner.Waves(stage, scope, survey)]
            : [.. ChangingWaves(stage, scope, survey, images)];
    }

    static ImmutableArray<string> Chosen(Runbook runbook, ReleaseScope scope)
    {
        bool Here(string cluster) => scope.Estate.Clusters.Any(c => c.Name == cluster);

        var all = runbook.Components.Count(component => component.Placements.Any(placement => Here(placement.Cluster))) + runbook.Charts.Count(chart => Here(chart.Cluster));
        return all == scope.Components.Length + scope.Charts.Length ? [] : [.. scope.Components.Select(component => component.Name), .. scope.Charts.Select(chart => chart.Name)];
    }

    static ImmutableArray<string> Unmeasured(Runbook runbook, ReleaseScope scope)
    {
        var asked = runbook.Stages.SelectMany(stage => stage.Guards.AddRange(stage.Validation?.Gates ?? [])).ToArray();
        return [.. runbook.Gates.Where(gate => asked.Contains(gate.Name) && !scope.Gates.Concat(scope.Guards).Any(g => g.Name == gate.Name)).Select(gate => gate.Title)];
    }

    static PlannedImage Image(Component component, ReleaseVersion version, EstateSurvey survey)
    {
        var manifest = survey.Images[component.Name];
        var image = ImageReference.Parse(component.Image).With(version.Text, manifest.Digest);
        return new PlannedImage(component.Name, image.ToString(), [.. manifest.Platforms.Select(p => p.Platform).Where(p => p.Length > 0)]);
    }

    // A stage whose budget others share may have nothing to do in this release; then the first of the others keeps it.
    static string? BudgetOwner(PlannedStage stage, PlannedStage[] stages)
    {
        var owner = stages.FirstOrDefault(s => s.Name == stage.SharesBudgetWith) ?? stages.First(s => s.SharesBudgetWith == stage.SharesBudgetWith);
        return stage.SharesBudgetWith is null || owner.Name == stage.Name ? null : owner.Name;
    }

    static PlannedStage PlanStage(Stage stage, ReleaseScope scope) => new()
    {
        Name = stage.Name,
        Budget = stage.Budget,
        SharesBudgetWith = stage.SharesBudgetWith,
        Owner = stage.Owner,
        Guards = ValidationPlanner.Guards(stage, scope),
        ByHand = stage.ByHand?.ReplaceLineEndings(" ").Trim(),
    };

    static PlannedWave PrepareWave(Stage stage, ReleaseScope scope, EstateSurvey survey, ImmutableArray<PlannedImage> images)
    {
        var checks = images.Select(image => new PlannedLane(image.Component, [new Step.CheckImage(image.Image) { Id = $"{stage.Name}/1/{image.Component}/image", Limit = CheckLimit }]));
        var backups = scope.Placements.Select(placement =>
        {
            var workload = survey.Workloads[placement.Name];
            var id = $"{stage.Name}/1/{placement.Name}";
            return new PlannedLane(placement.Name,
            [
                new Step.CheckWorkload(workload.Reference, workload.Uid) { Id = $"{id}/check", Limit = CheckLimit },
                new Step.BackUp(workload.Reference) { Id = $"{id}/backup", Limit = CheckLimit },
            ]);
        });
        var charts = scope.Charts.Select(chart => ChartPlanner.Preparation(stage.Name, chart, survey));
        var baselines = scope.Gates.Select(gate => ValidationPlanner.Baseline(stage.Name, gate));
        return new PlannedWave(1, [.. checks, .. backups, .. charts, .. baselines], TimeSpan.Zero);
    }

    static IEnumerable<PlannedWave> ChangingWaves(Stage stage, ReleaseScope scope, EstateSurvey survey, ImmutableArray<PlannedImage> images) =>
        PlacedWave.Of(stage, scope).Select(wave => new PlannedWave(wave.Number, [.. wave.Placements.Select(placement => Lane(wave, placement, scope, survey, images))], wave.Soak));

    static PlannedLane Lane(PlacedWave wave, Placement placement, ReleaseScope scope, EstateSurvey survey, ImmutableArray<PlannedImage> images)
    {
        var workload = survey.Workloads[placement.Name];
        var component = scope.Components.First(c => c.Name == placement.Component);
        var image = images.First(i => i.Component == placement.Component);
        var id = wave.LaneOf(placement);
        var update = new Step.UpdateWorkload(
            workload.Reference, workload.Uid, placement.Container, WorkloadFields.ImageOf(workload.Manifest, placement.Container) ?? "", image.Image,
            WorkloadFields.Changes(workload.Manifest, placement.Container, image.Image, component.Strategy))
        {
            Id = wave.UpdateOf(placement),
            Limit = placement.Timeout,
            Manager = component.WhenOwned == OwnedPolicy.ActAsOwner ? Reconciler.Of(workload.Manifest, placement.Container)?.Manager : null,
        };
        var verify = new Step.VerifyImage(workload.Reference, placement.Container, survey.Images[placement.Component].RuntimeDigests()) { Id = $"{id}/verify", Limit = CheckLimit };
        return new PlannedLane(placement.Name, [update, verify, .. placement.Checks.Select((check, index) => Check($"{id}/check-{index + 1}", check))]);

        Step Check(string id, HealthCheck check) => check switch
        {
            HealthCheck.Http http => CheckPlanner.Call(id, http, scope),
            HealthCheck.Exec exec => CheckPlanner.Run(id, exec, workload.Reference, placement.Container),
            _ => throw new System.Diagnostics.UnreachableException(check.GetType().Name),
        };
    }
}

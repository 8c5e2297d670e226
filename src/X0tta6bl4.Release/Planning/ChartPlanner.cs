using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Plans the upgrades of charts: one after the other, each with its checks. Pure.</summary>
static class ChartPlanner
{
    static readonly TimeSpan CheckLimit = TimeSpan.FromMinutes(1);

    /// <summary>A wave for each chart of the stage that is in scope.</summary>
    public static IEnumerable<PlannedWave> Waves(Stage stage, ReleaseScope scope, EstateSurvey survey)
    {
        var charts = stage.Charts.Select(name => scope.Charts.FirstOrDefault(chart => chart.Name == name)).OfType<Chart>().ToArray();
        return charts.Select((chart, index) => new PlannedWave(index + 1, [Lane($"{stage.Name}/{index + 1}", chart, scope, survey)], TimeSpan.Zero));
    }

    /// <summary>What Prepare does about a chart.</summary>
    public static PlannedLane Preparation(string stage, Chart chart, EstateSurvey survey)
    {
        var live = survey.Charts[chart.Name];
        var id = $"{stage}/1/{chart.Name}@{chart.Cluster}";
        return new PlannedLane(
            $"{chart.Name}@{chart.Cluster}",
            [
                new Step.CheckChart(live.Reference, live.Revision) { Id = $"{id}/check", Limit = CheckLimit },
                new Step.BackUp(live.Reference) { Id = $"{id}/backup", Limit = CheckLimit },
            ]);
    }

    static PlannedLane Lane(string wave, Chart chart, ReleaseScope scope, EstateSurvey survey)
    {
        var (live, name) = (survey.Charts[chart.Name], $"{chart.Name}@{chart.Cluster}");
        var upgrade = new Step.UpgradeChart(
            live.Reference, chart.Reference, chart.Version, chart.Values, scope.Values[chart.Name].Hash,
            live.Revision, live.ChartVersion, ChartValues.HashOf(live.Values))
        {
            Id = $"{wave}/{name}/upgrade",
            Limit = chart.Timeout,
            Holds = chart.StopOnFailure,
        };
        return new PlannedLane(name, [upgrade, .. chart.Checks.Select((check, index) => Check($"{wave}/{name}/check-{index + 1}", check, chart, scope) with { Holds = chart.StopOnFailure })]);
    }

    static Step Check(string id, HealthCheck check, Chart chart, ReleaseScope scope) => check switch
    {
        HealthCheck.Http http => CheckPlanner.Call(id, http, scope),
        HealthCheck.PodExec exec => CheckPlanner.Run(id, exec.Command, new WorkloadReference(chart.Cluster, chart.Namespace, "Pod", exec.Pod), exec.Container),
        _ => throw new System.Diagnostics.UnreachableException(check.GetType().Name),
    };
}

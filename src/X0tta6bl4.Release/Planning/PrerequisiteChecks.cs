using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>What stands against a release around its workloads: access, helm and charts, backups, monitoring. Pure.</summary>
static class PrerequisiteChecks
{
    /// <summary>Least helm version; the runbook's requirement.</summary>
    static readonly Version HelmAtLeast = new(3, 10);

    public static IEnumerable<Problem> Check(ReleaseScope scope, EstateSurvey survey) =>
    [
        .. survey.Denied.Where(cluster => !cluster.Value.IsEmpty).SelectMany(cluster => Access(cluster.Key, cluster.Value)),
        .. Helm(survey),
        .. survey.Helm is null ? [] : scope.Charts.SelectMany(chart => ChartProblems(chart, survey)),
        .. scope.Backups.SelectMany(backup => BackupProblems(backup, survey)),
        .. scope.Monitoring is { } monitoring ? survey.Monitoring.SelectMany(cluster => MonitoringProblems(cluster.Key, monitoring, cluster.Value)) : [],
    ];

    // One line for each namespace, because that is what a Role is about.
    static IEnumerable<Problem> Access(string cluster, ImmutableArray<AccessQuestion> denied) => denied.GroupBy(question => question.Namespace)
        .Select(ns => new Problem(
            $"{cluster}/{ns.Key}",
            $"this user may not {string.Join(", ", ns.Select(question => question with { Namespace = "" }))}",
            "ask the cluster's administrator for a Role with these verbs"));

    static IEnumerable<Problem> Helm(EstateSurvey survey) => survey.Helm is { } version && version < HelmAtLeast
        ? [new Problem("helm", $"is version {version}, at least {HelmAtLeast} is wanted", "install a newer one")]
        : [];

    static IEnumerable<Problem> ChartProblems(Chart chart, EstateSurvey survey)
    {
        var where = ReleaseScope.ReleaseOf(chart).ToString();
        if (!survey.Charts.TryGetValue(chart.Name, out var live))
        {
            return survey.Unread.Contains(chart.Name) ? [] : [new Problem(where, "does not exist; a release upgrades charts and never installs them", $"install it once by hand, or correct the chart {chart.Name} in the runbook")];
        }

        var name = chart.Reference.Split('/')[1];
        return live.ChartName != name ? [new Problem(where, $"is chart {live.ChartName}, the runbook releases {name}", $"correct 'chart' of {chart.Name} in the runbook")]
            : live.IsPending ? [new Problem(where, $"helm is at work on it, or died while it was ({live.Status}, revision {live.Revision})", "wait for that helm, or roll the release back with helm")]
            : live.Status != "deployed" ? [new Problem(where, $"is not healthy before the release: {live.Status}, revision {live.Revision}", "mend it, or roll it back with helm")]
            : [];
    }

    static IEnumerable<Problem> BackupProblems(Backup backup, EstateSurvey survey)
    {
        var where = $"{backup.Cluster}/{backup.Namespace}/cronjob/{backup.CronJob}";
        if (!survey.Clusters.ContainsKey(backup.Cluster) || survey.Unread.Contains(backup.Name))
        {
            return [];
        }

        return !survey.Backups.TryGetValue(backup.Name, out var age) ? [new Problem(where, $"has never ended well, so there is no backup {backup.Name}", "run it once: kubectl create job --from")]
            : age > backup.AtMost ? [new Problem(where, $"the newest backup {backup.Name} is {Durations.Text(age)} old, at most {Durations.Text(backup.AtMost)} is allowed", "make a new one first")]
            : [];
    }

    static IEnumerable<Problem> MonitoringProblems(string cluster, Monitoring monitoring, MetricAnswer answer)
    {
        var oldest = answer.Samples.Where(sample => !(sample.Value <= monitoring.AtMost.TotalSeconds)).ToArray();
        return answer.Samples.IsEmpty ? [new Problem($"metrics of {cluster}", "Prometheus answers, and has no samples of what is asked: " + monitoring.Age, "see whether its targets are scraped")]
            : !answer.Warnings.IsEmpty ? [new Problem($"metrics of {cluster}", $"Prometheus warns against its own answer: {answer.Warnings[0]}", "see what it is missing")]
            : oldest.Length > 0 ? [new Problem($"metrics of {cluster}", $"the newest samples {(oldest[0].Labels.Length > 0 ? $"of {oldest[0].Labels} " : "")}are {Age(oldest[0].Value)} old, at most {Durations.Text(monitoring.AtMost)} is allowed", "see whether its targets are scraped")]
            : [];
    }

    static string Age(double seconds) => double.IsFinite(seconds) && Math.Abs(seconds) < 1e9 ? Durations.Text(TimeSpan.FromSeconds(seconds)) : "unknown seconds";
}

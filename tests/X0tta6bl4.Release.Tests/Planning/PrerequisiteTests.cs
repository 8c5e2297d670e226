using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class PrerequisiteTests : IDisposable
{
    readonly Lab lab = new(ChartRunbook.Value with
    {
        Backups = [new Backup("raft", "east", "vault", "snapshot", TimeSpan.FromHours(24))],
        Monitoring = new Monitoring("age", TimeSpan.FromMinutes(2)),
    }, east => east.LastSuccesses["snapshot"] = Lab.Start);

    [Fact]
    public void Missing_rights_are_one_finding_for_each_namespace()
    {
        Assert.Equal(
            ["east/system: this user may not patch deployments.apps, create pods/exec (ask the cluster's administrator for a Role with these verbs)"],
            Findings(survey => survey with { Denied = survey.Denied.SetItem("east", [new("patch", "apps", "deployments", "system"), new("create", "", "pods/exec", "system")]) }));
    }

    [Fact]
    public void Every_verb_that_the_plan_needs_is_asked_for()
    {
        var (scope, _) = lab.Survey(Lab.Parameters());

        var asked = AccessNeeds.Of("east", scope).Select(question => question.ToString()).ToArray();

        Assert.Equal(asked.Distinct(), asked);
        Assert.Superset(
            new HashSet<string> { "patch deployments.apps in system", "watch pods in system", "create pods/exec in system", "get pods/exec in vault", "create secrets in vault", "delete pods in vault", "patch statefulsets.apps in mesh", "list jobs.batch in vault" },
            asked.ToHashSet());
        Assert.DoesNotContain(AccessNeeds.Of("west", scope), question => question.Resource == "secrets");
    }

    [Fact]
    public void The_way_to_a_Prometheus_through_the_API_server_takes_a_right_of_its_own()
    {
        var (scope, _) = lab.Survey(Lab.Parameters());
        var proxied = scope with { Clusters = [.. scope.Clusters.Select(cluster => cluster.Name == "east" ? cluster with { Metrics = new MetricsEntry { Service = new ServiceAddress("monitoring", "prometheus:9090") } } : cluster)] };

        Assert.DoesNotContain(AccessNeeds.Of("east", scope), question => question.Resource == "services/proxy");
        Assert.Contains("get services/proxy of prometheus:9090 in monitoring", AccessNeeds.Of("east", proxied).Select(question => question.ToString()));
        Assert.DoesNotContain(AccessNeeds.Of("west", proxied), question => question.Resource == "services/proxy");
    }

    [Fact]
    public void Every_cluster_has_a_lock_and_only_the_first_one_keeps_journals()
    {
        var (scope, _) = lab.Survey(Lab.Parameters());

        string[] State(string cluster) => [.. AccessNeeds.Of(cluster, scope).Where(question => question.Resource is "leases" or "configmaps").Select(question => $"{question.Verb} {question.Resource}")];

        Assert.Equal(["get leases", "create leases", "update leases", "list configmaps", "create configmaps", "patch configmaps", "delete configmaps"], State("east"));
        Assert.Equal(["get leases", "create leases", "update leases", "list configmaps"], State("west"));
    }

    [Theory]
    [InlineData(25, "east/vault/cronjob/snapshot: the newest backup raft is 25 h old, at most 24 h is allowed (make a new one first)")]
    [InlineData(null, "east/vault/cronjob/snapshot: has never ended well, so there is no backup raft (run it once: kubectl create job --from)")]
    public void A_backup_that_is_old_or_missing_is_named(int? hours, string finding) => Assert.Equal(
        [finding],
        Findings(survey => survey with { Backups = hours is { } age ? survey.Backups.SetItem("raft", TimeSpan.FromHours(age)) : survey.Backups.Remove("raft") }));

    [Theory]
    [InlineData(121, "metrics of east: the newest samples of {service=\"gateway\"} are 2 min 1 s old, at most 2 min is allowed (see whether its targets are scraped)")]
    [InlineData(double.NaN, "metrics of east: the newest samples of {service=\"gateway\"} are unknown seconds old, at most 2 min is allowed (see whether its targets are scraped)")]
    public void Stale_samples_are_named(double age, string finding) => Assert.Equal(
        [finding],
        Findings(survey => survey with { Monitoring = survey.Monitoring.SetItem("east", new MetricAnswer([new("{service=\"agents\"}", 1), new("{service=\"gateway\"}", age)], [])) }));

    [Fact]
    public void No_samples_at_all_are_named() => Assert.Equal(
        ["metrics of east: Prometheus answers, and has no samples of what is asked: age (see whether its targets are scraped)"],
        Findings(survey => survey with { Monitoring = survey.Monitoring.SetItem("east", new MetricAnswer([], [])) }));

    [Fact]
    public void A_container_without_readiness_probe_is_named()
    {
        Manifests.Containers(lab.East.Objects["gateway"])[0]!.AsObject().Remove("readinessProbe");

        Assert.Equal(
            ["east/system/deployment/gateway: container gateway has no readiness probe, so that pods would get requests before they can answer (give it one)"],
            Findings(survey => survey));
    }

    [Fact]
    public void A_recreating_workload_is_named_unless_the_runbook_gives_it_a_strategy()
    {
        foreach (var name in new[] { "gateway", "reports" })
        {
            lab.East.Objects[name]["spec"]!["strategy"]!["type"] = "Recreate";
        }

        Assert.Equal(
            ["east/system/deployment/reports: its strategy is Recreate, which takes every pod away before a new one starts (give reports a strategy in the runbook, or the Deployment RollingUpdate)"],
            Findings(survey => survey));
    }

    ImmutableArray<string> Findings(Func<EstateSurvey, EstateSurvey> change)
    {
        var (scope, survey) = lab.Survey(Lab.Parameters());
        var good = survey with { Backups = survey.Backups.SetItem("raft", TimeSpan.FromHours(24)), Monitoring = survey.Monitoring.SetItem("east", new MetricAnswer([new("", 120)], [])) };
        return [.. Preflight.Check(scope, new ReleaseVersion("2.3.1"), change(good)).Select(problem => problem.ToString())];
    }

    public void Dispose() => lab.Dispose();
}

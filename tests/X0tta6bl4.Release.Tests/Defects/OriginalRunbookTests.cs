using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Defects;

/// <summary>What the page of bash got wrong, number by number, and what happens instead. Numbers 2 and 9 are tested beside the registry client and the helm command.</summary>
public sealed class OriginalRunbookTests : IDisposable
{
    static readonly Runbook Shipped = RunbookReader.Read(RepositoryFiles.Read("build", "runbook.yaml"), "runbook.yaml").Value!;

    readonly Lab lab = new(ChartRunbook.Value);

    public OriginalRunbookTests() => lab.Endpoints.Answer = _ => new EndpointAnswer(200, "200 OK", """{"token":"t"}""");

    [Theory]
    [InlineData("registry.example.com:5000/team/app", "")]
    [InlineData("registry.example.com:5000/team/app:2.3.0", "2.3.0")]
    [InlineData("team/app:2.3.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "2.3.0")]
    public void Defect_01_A_version_is_not_what_follows_the_first_colon(string image, string tag) => Assert.Equal(tag, ImageReference.Parse(image).Tag);

    [Fact]
    public void Defect_03_One_plan_knows_component_and_version_in_every_stage() =>
        Assert.All(lab.Plan.Updates, update => Assert.Equal("2.3.1", ImageReference.Parse(update.To).Tag));

    [Fact]
    public void Defect_04_A_copy_in_staging_has_the_probes_of_the_live_pods()
    {
        var copy = StagingCopy.Of(lab.East.Objects["gateway"], new WorkloadReference("east", "staging", "Deployment", "gateway-staging"), "gateway", "example/gateway:2.3.1", "mark");

        Assert.NotNull(Manifests.Containers(copy)[0]!["readinessProbe"]);
    }

    [Fact]
    public async Task Defect_05_A_health_check_that_fails_fails_the_stage()
    {
        lab.Endpoints.Answer = _ => new EndpointAnswer(500, "500 Internal Server Error");
        var run = lab.RunStageAsync("UpdateGateway");
        lab.Time.Advance(TimeSpan.FromSeconds(30));
        lab.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Ending.Failed, (await run).Ending);
        Assert.Equal(3, lab.Endpoints.Calls.Count);
    }

    [Fact]
    public async Task Defect_06_Every_placement_is_watched_not_only_those_of_the_main_region()
    {
        var watched = new List<string>();
        lab.West.Watch = (question, _) =>
        {
            watched.Add(question.Workload.Name);
            return Task.FromResult(MemoryCluster.Complete);
        };

        await lab.RunStageAsync("UpdateAgents");

        Assert.Equal(["agents-west"], watched);
    }

    [Fact]
    public void Defect_07_The_strategy_is_in_the_same_write_as_the_image_and_before_it() =>
        Assert.Equal(["/spec/strategy", "/spec/template/spec/containers/[name=gateway]/image"], lab.Plan.Updates.First().FieldChanges.Select(change => change.Path.Text));

    [Fact]
    public void Defect_08_Every_quantum_placement_is_validated_in_its_own_namespace() =>
        Assert.All(Shipped.Components.Single(c => c.Name == "quantum-engine").Placements, placement => Assert.Equal(("x0tta6bl4-quantum", 1), (placement.Namespace, placement.Checks.Length)));

    [Fact]
    public void Defect_10_A_login_is_a_POST_with_a_body_and_an_expected_answer()
    {
        var login = Shipped.Stages[^1].Validation!.Calls.OfType<HealthCheck.Http>().Single(call => call.Request.Path.EndsWith("/login", StringComparison.Ordinal)).Request;

        Assert.Equal(("POST", 200, true, 1), (login.Method, login.Status, login.Body is not null, login.Json.Length));
    }

    [Fact]
    public void Defect_11_No_series_of_errors_is_no_evidence_and_a_zero_needs_requests()
    {
        Assert.Equal(Verdict.NoEvidence, Assessment.Of(ChartRunbook.Errors, Measurement.Of([], [1000], []), null).Verdict);
        Assert.Equal(Verdict.NoEvidence, Assessment.Of(ChartRunbook.Errors, Measurement.Of([0], [], []), null).Verdict);
        Assert.Equal(Verdict.Inconclusive, Assessment.Of(ChartRunbook.Errors, Measurement.Of([0], [3], []), null).Verdict);
    }

    [Fact]
    public void Defect_12_A_quantile_is_aggregated_and_more_than_one_series_is_no_answer()
    {
        Assert.All(Shipped.Gates.Where(gate => gate.Query.Contains("histogram_quantile", StringComparison.Ordinal)), gate => Assert.Contains("sum by (le)", gate.Query, StringComparison.Ordinal));
        Assert.Equal(Verdict.Inconclusive, Assessment.Of(ChartRunbook.Slowness, Measurement.Of([0.1, 0.2], [1000], []), new Measurement(0.1, 1000)).Verdict);
    }

    [Fact]
    public async Task Defect_13_CPU_is_asked_by_a_metric_that_exists_or_reported_as_not_measured()
    {
        var cpu = Shipped.Gates.Single(gate => gate.Name == "cpu");
        Assert.Contains("container_cpu_usage_seconds_total", cpu.Query, StringComparison.Ordinal);
        using var without = new Lab(ChartRunbook.WithGate("errors", gate => gate with { Optional = cpu.Optional }));
        without.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [] : [1000];

        Assert.Contains("not measured", (await RunOneAsync(without, "Prepare")).Single(message => message.StartsWith("Errors", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defect_14_The_way_back_is_the_journals_for_all_placements_on_all_clusters()
    {
        var before = lab.Specs;
        await lab.RunStageAsync("UpdateGateway");
        await lab.RunStageAsync("UpdateAgents");

        Assert.True((await lab.RollBackAsync()).IsGood);
        Assert.Equal(before, lab.Specs);
        Assert.Contains("agents-west", lab.West.Patched);
    }

    [Fact]
    public async Task Defect_15_The_way_back_takes_the_strategy_with_it()
    {
        await lab.RunStageAsync("UpdateGateway");
        Assert.Equal("0", lab.East.Objects["gateway"]["spec"]!["strategy"]!["rollingUpdate"]!["maxUnavailable"]!.ToString());

        await lab.RollBackAsync();

        Assert.Equal("25%", lab.East.Objects["gateway"]["spec"]!["strategy"]!["rollingUpdate"]!["maxUnavailable"]!.ToString());
    }

    [Fact]
    public async Task Defect_16_What_a_load_test_saw_is_in_the_report()
    {
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("Validate");

        Assert.Contains("| load on gateway | at most 1 % failed, 95 % within 300 ms | 1,000 requests, none failed, p50 20 ms", ReportMarkdown.Write(Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void Defect_17_Budgets_that_add_up_to_more_than_the_whole_are_said_before_the_start()
    {
        var total = Shipped.Stages.Where(stage => stage.SharesBudgetWith is null).Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Budget);

        Assert.True(total > Shipped.Budget);
        using var tight = new Lab(LabRunbook.Value with { Budget = TimeSpan.FromMinutes(20) });
        Assert.Contains(tight.Plan.Notes, note => note.StartsWith("The stages' budgets add up to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Defect_18_Availability_that_nobody_measured_is_not_claimed()
    {
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("Validate");

        Assert.Equal("not measured", Report().Criteria.Single(criterion => criterion.Name.StartsWith("Availability", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void Defect_19_A_strategy_that_is_not_described_is_refused_and_not_promised() => Assert.Contains(
        "unknown key 'blueGreen'",
        RunbookReader.Read(SmallRunbook.With("      maxSurge: 25%\n", "      maxSurge: 25%\n      blueGreen: true\n"), "runbook.yaml").Problems.Single().Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Defect_20_What_pods_really_run_is_compared_with_the_digest_that_was_checked()
    {
        // Somebody moved the tag, and the node pulled what it names now.
        lab.Plan = lab.Plan with { Stages = [.. lab.Plan.Stages.Select(stage => stage with { Waves = [.. stage.Waves.Select(WithOtherDigest)] })] };

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("sha256:aaaaaaaaaaaa", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defect_21_Backups_and_monitoring_are_looked_at_before_the_start()
    {
        Assert.Equal(["vault-raft"], Shipped.Backups.Select(backup => backup.Name));
        Assert.NotNull(Shipped.Monitoring);
        using var without = new Lab(ChartRunbook.Value with { Backups = [new Backup("raft", "east", "vault", "snapshot", TimeSpan.FromHours(24))] }, east => east.LastSuccesses["snapshot"] = Lab.Start);
        without.East.LastSuccesses.Clear();

        Assert.Equal(["east/vault/cronjob/snapshot"], without.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.Where));
    }

    [Fact]
    public void Defect_22_Each_component_names_its_own_health_check_in_staging() =>
        Assert.Equal(Shipped.Components.Length, Shipped.Components.Select(component => string.Join(' ', component.StagingCheck!.Command)).Distinct().Count());

    [Fact]
    public void Defect_23_What_is_approved_is_one_plan_by_its_fingerprint() =>
        Assert.NotEqual(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(lab.Plan with { Version = "2.3.2" }));

    public void Dispose() => lab.Dispose();

    ReleaseReport Report() => ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]);

    static PlannedWave WithOtherDigest(PlannedWave wave) => wave with
    {
        Lanes = [.. wave.Lanes.Select(lane => lane with { Steps = [.. lane.Steps.Select(step => step is Step.VerifyImage verify ? verify with { Digests = [Manifests.Digest('f')] } : step)] })],
    };

    static async Task<ImmutableArray<string>> RunOneAsync(Lab lab, string stage)
    {
        await lab.RunStageAsync(stage);
        return [.. lab.Journal.Entries.OfType<JournalEntry.StepEnded>().Select(ended => ended.Message)];
    }
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class ChartTests : IDisposable
{
    readonly Lab lab = new(ChartRunbook.Value);

    [Fact]
    public async Task A_chart_is_upgraded_watched_and_checked_and_so_is_the_next()
    {
        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["upgrade vault 2.0.0", "upgrade mesh 2.0.0"], lab.Helm.Commands);
        Assert.Equal("2 of 2 charts are as wanted", result.Message);
    }

    [Fact]
    public async Task A_chart_that_is_as_wanted_is_left_alone()
    {
        await lab.RunStageAsync("UpdateInfra");
        lab.Helm.Commands.Clear();

        lab.Plan = lab.MakePlan();
        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.True(result.IsGood, result.Message);
        Assert.Empty(lab.Helm.Commands);
        Assert.All(lab.Plan.Steps.OfType<Step.UpgradeChart>(), step => Assert.False(step.Changes));
    }

    [Fact]
    public async Task A_helm_that_fails_fails_the_stage_with_its_last_words_and_everything_goes_back_newest_first()
    {
        lab.Helm.Ends = command => command == "upgrade mesh 2.0.0" ? 1 : 0;

        var result = await lab.RunAsync();
        var undone = await lab.RollBackAsync();

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Contains("Error: UPGRADE FAILED: the chart is broken", result.Message, StringComparison.Ordinal);
        Assert.True(undone.IsGood, undone.Message);
        Assert.Equal(["upgrade vault 2.0.0", "upgrade mesh 2.0.0", "rollback mesh 1", "rollback vault 1"], lab.Helm.Commands);
        Assert.Equal(new Lab().Specs, lab.Specs);
    }

    [Fact]
    public async Task A_chart_whose_pods_are_doomed_fails_with_the_fault_though_helm_was_content()
    {
        var fault = new Fault("K-CRASHLOOP", "east/mesh/pod/mesh-0", "crashes", "look at its log", []);
        lab.East.Watch = (question, _) => Task.FromResult(question.Workload.Name == "mesh" ? new RolloutReading(RolloutState.Doomed, "0 of 3", RolloutCounts.None, fault) : MemoryCluster.Complete);

        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.Equal((Ending.Failed, fault), (result.Ending, result.Fault));
    }

    [Fact]
    public async Task A_chart_that_only_a_human_can_bring_up_waits_for_one_and_the_next_try_does_not_upgrade_again()
    {
        lab.East.Exec = command => new CommandResult("vault-0", command.Command[0] == "vault" ? 2 : 0, ["Sealed  true"]);

        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.Equal(Ending.Held, result.Ending);
        Assert.Contains("'vault status' in pod vault-0 ended with 2", result.Message, StringComparison.Ordinal);

        lab.East.Exec = _ => new CommandResult("vault-0", 0, []);
        Assert.True((await lab.RunStageAsync("UpdateInfra")).IsGood);
        Assert.Equal(["upgrade vault 2.0.0", "upgrade mesh 2.0.0"], lab.Helm.Commands);
    }

    [Theory]
    [InlineData(3, "UpdateInfra: done")]
    [InlineData(11, "UpdateInfra: east/vault/pod/vault-0: the container has stopped")]
    public async Task A_command_whose_container_does_not_run_yet_is_tried_again_for_some_time(int stopped, string end)
    {
        var tries = 0;
        lab.East.Exec = _ => ++tries <= stopped
            ? throw new EstateAccessException(AccessFailure.NotRunning, "east/vault/pod/vault-0", "the container has stopped")
            : new CommandResult("vault-0", 0, []);

        var run = lab.RunStageAsync("UpdateInfra");
        while (!run.IsCompleted)
        {
            lab.Time.Advance(TimeSpan.FromSeconds(2));
        }

        var result = await run;
        Assert.Equal(end, $"UpdateInfra: {(result.IsGood ? "done" : result.Message)}");
        Assert.Equal(result.IsGood ? stopped + 1 : 10, tries);
    }

    [Fact]
    public async Task A_revision_that_somebody_else_made_is_neither_upgraded_nor_taken_back()
    {
        await lab.RunStageAsync("UpdateInfra");
        var live = lab.Helm.Releases["mesh"];
        live.Add(live[^1] with { Revision = 3, ChartVersion = "3.0.0" });

        var undone = await lab.RollBackAsync();

        Assert.Contains("east/mesh/helmrelease/mesh was changed by somebody else: it is at revision 3, chart 3.0.0", undone.Message, StringComparison.Ordinal);
        Assert.Equal("rollback vault 1", lab.Helm.Commands[^1]);
    }

    [Fact]
    public async Task A_chart_changed_between_plan_and_upgrade_is_left_alone()
    {
        var live = lab.Helm.Releases["vault"];
        live.Add(live[^1] with { Revision = 2, ChartVersion = "1.5.0" });

        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.Contains("was changed by somebody else: revision 1 when it was planned, 2 now", result.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Helm.Commands);
        Assert.Empty(lab.Log.State.ToUndo);
    }

    [Fact]
    public async Task Pods_that_change_only_when_deleted_are_replaced_one_by_one_and_the_first_bad_one_ends_it()
    {
        lab.East.Outdated["vault"] = [new("vault-2", "u2"), new("vault-1", "u1"), new("vault-0", "u0")];
        lab.East.Replacement = pod => pod.Name == "vault-1" ? new RolloutReading(RolloutState.Doomed, "sealed", RolloutCounts.None) : MemoryCluster.Complete;

        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.Equal(["vault-2", "vault-1"], lab.East.Replaced);
        Assert.Contains("pod vault-1 was replaced and is not ready: sealed", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_pod_for_which_the_way_back_would_wait_for_ever_is_replaced()
    {
        await lab.RunStageAsync("UpdateInfra");
        lab.East.Outdated["mesh"] = [new("mesh-1", "u1")];
        lab.East.Watch = (question, _) => Task.FromResult(
            question.Workload.Name == "mesh" && lab.East.Replaced.Count == 0 ? new RolloutReading(RolloutState.Stalled, "waits for mesh-1 of an older template", RolloutCounts.None) : MemoryCluster.Complete);

        var undone = await lab.RollBackAsync();

        Assert.True(undone.IsGood, undone.Message);
        Assert.Equal(["mesh-1"], lab.East.Replaced);
    }

    [Fact]
    public async Task Pods_that_somebody_left_old_are_not_touched_by_a_release_that_upgrades_nothing()
    {
        await lab.RunStageAsync("UpdateInfra");
        lab.Plan = lab.MakePlan();
        lab.Log = lab.LogFrom(new ReleaseState());
        lab.East.Outdated["vault"] = [new("vault-2", "u2")];

        Assert.True((await lab.RunStageAsync("UpdateInfra")).IsGood);
        Assert.Empty(lab.East.Replaced);
    }

    [Fact]
    public async Task A_rollback_waits_for_a_helm_that_is_still_at_work()
    {
        await lab.RunStageAsync("UpdateInfra");
        var live = lab.Helm.Releases["mesh"];
        live[^1] = live[^1] with { Status = "pending-upgrade" };

        var undone = lab.RollBackAsync();
        Assert.DoesNotContain("rollback mesh 1", lab.Helm.Commands);
        live[^1] = live[^1] with { Status = "deployed" };
        lab.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.True((await undone).IsGood);
        Assert.Equal(["rollback mesh 1", "rollback vault 1"], lab.Helm.Commands.TakeLast(2));
    }

    [Theory]
    [InlineData(2, "deployed", "3.0.0")]
    [InlineData(3, "deployed", "2.0.0")]
    [InlineData(9, "failed", "2.0.0")]
    public async Task When_the_process_died_inside_helm_only_what_reads_as_ours_is_taken_back(int revision, string status, string version)
    {
        using var next = await KilledInHelmAsync();
        var live = next.Helm.Releases["vault"];
        live.Add(live[^1] with { Revision = revision, Status = status, ChartVersion = version });

        var undone = await next.RollBackAsync();

        Assert.Contains("was changed by somebody else", undone.Message, StringComparison.Ordinal);
        Assert.Empty(next.Helm.Commands);
    }

    [Fact]
    public async Task Values_that_were_changed_after_the_plan_are_not_given_to_helm()
    {
        await File.WriteAllTextAsync(Path.Combine(lab.Directory, "k8s", "vault.yaml"), "replicas: 1", TestContext.Current.CancellationToken);

        var result = await lab.RunStageAsync("UpdateInfra");

        Assert.Equal("k8s/vault.yaml was changed since the plan; plan again", result.Message);
        Assert.Empty(lab.Helm.Commands);
    }

    [Fact]
    public async Task A_chart_whose_workload_is_sick_is_found_by_Prepare()
    {
        lab.East.Rollout = workload => workload.Name == "mesh" ? new RolloutReading(RolloutState.Progressing, "1 of 3 ready", RolloutCounts.None) : MemoryCluster.Complete;

        var result = await lab.RunStageAsync("Prepare");

        Assert.Equal("east/mesh/statefulset/mesh is not healthy before the release: 1 of 3 ready", result.Message);
    }

    [Fact]
    public void A_helm_that_is_not_there_is_one_finding_before_anything_starts()
    {
        lab.Helm.Version = null;

        Assert.Equal(["helm: is not on the PATH"], lab.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("failed", "is not healthy before the release: failed, revision 1")]
    [InlineData("pending-upgrade", "helm is at work on it, or died while it was (pending-upgrade, revision 1)")]
    public void A_chart_in_trouble_is_found_before_anything_starts(string status, string message)
    {
        lab.Helm.Releases["mesh"][0] = lab.Helm.Releases["mesh"][0] with { Status = status };

        Assert.StartsWith($"east/mesh/helmrelease/mesh: {message}", lab.TryPlan(Lab.Parameters()).Problems.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_helm_and_a_chart_that_is_not_installed_are_found_together()
    {
        lab.Helm.Version = new Version(3, 9);
        lab.Helm.Releases.Remove("vault");

        Assert.Equal(["helm", "east/vault/helmrelease/vault"], lab.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.Where));
    }

    [Fact]
    public void A_single_chart_can_be_released_alone()
    {
        var plan = lab.TryPlan(Lab.Parameters("mesh")).Value!;

        Assert.Equal(["east/mesh/helmrelease/mesh"], plan.LiveChanges.Select(change => change.Workload.ToString()));
        Assert.Equal(["mesh"], plan.Components);
    }

    // A successor of a process that died when its undo was written and its helm had not begun.
    static async Task<Lab> KilledInHelmAsync()
    {
        for (var moment = 0; ; moment++)
        {
            using var killed = new Lab(ChartRunbook.Value);
            killed.Life.DiesAt = moment;
            await Task.WhenAny(killed.RunStageAsync("UpdateInfra"), killed.Life.Death);
            var state = ReleaseState.Fold(killed.Journal.Entries);
            if (!state.Effects.IsEmpty)
            {
                Assert.Empty(killed.Helm.Commands);
                var next = new Lab(ChartRunbook.Value) { Plan = killed.Plan };
                next.Journal.Entries.AddRange(killed.Journal.Entries);
                next.Log = next.LogFrom(state);
                return next;
            }
        }
    }

    public void Dispose() => lab.Dispose();
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class StatusTests : IDisposable
{
    const string Id = "2.3.1-20260102T030405Z";

    static readonly Fault Crash = new("K-CRASHLOOP", "east/system/pod/gateway-1", "it crashes", "look at its log", []);

    readonly Lab lab = new() { Parallel = 1 };

    [Fact]
    public async Task What_a_release_brought_is_known_with_version_digest_time_and_release()
    {
        await ReleaseAsync();

        var status = await PlacementAsync("gateway", "east");

        Assert.Equal(("2.3.1", Manifests.Digest('a'), Id, false), (status.Version, status.Digest, status.Release, status.Restored));
        Assert.Equal(EndOf("UpdateGateway/1/gateway@east/update"), status.Since);
        Assert.Equal((Health.Healthy, "4 of 4 available", null), (status.Health, status.Detail, status.Fault));
    }

    [Fact]
    public async Task What_a_later_run_finds_there_came_when_it_came_and_what_a_killed_run_left_when_it_was_found()
    {
        await ReleaseAsync();
        const string Step = "UpdateGateway/1/gateway@east/update";
        var (came, found) = (EndOf(Step), new JournalEntry.StepEnded(Step, Ending.Skipped, "already runs 2.3.1") { At = Lab.Start.AddHours(1) });
        JournalEntry[] entries = [.. lab.Journal.Entries];

        Assert.Equal(came, (await PlacementAsync("gateway", "east", Record([.. entries, found]))).Since);
        Assert.Equal(found.At, (await PlacementAsync("gateway", "east", Record([.. entries.Where(entry => entry is not JournalEntry.StepEnded { Step: Step }), found]))).Since);
    }

    [Fact]
    public async Task What_fails_while_its_release_is_open_is_there_since_its_step_began()
    {
        await FailedRelease.OpenAsync(lab);
        lab.East.Watch = (_, _) =>
        {
            lab.Time.Advance(TimeSpan.FromSeconds(7));
            return Task.FromResult(new RolloutReading(RolloutState.Doomed, "1 of 4 updated", RolloutCounts.None, Crash));
        };
        Assert.Equal(Ending.Failed, (await lab.RunStageAsync("UpdateGateway")).Ending);

        var status = await PlacementAsync("gateway", "east");

        Assert.Equal(("2.3.1", Id, lab.Journal.Entries.OfType<JournalEntry.StepStarting>().First(start => start.Step == "UpdateGateway/1/gateway@east/update").At), (status.Version, status.Release, status.Since));
    }

    [Fact]
    public async Task What_a_release_took_back_is_known_as_restored_by_it()
    {
        await FailedRelease.RunAsync(lab);

        var status = await PlacementAsync("gateway", "east");

        Assert.Equal(("2.3.0", Id, true), (status.Version, status.Release, status.Restored));
        Assert.Equal(lab.Journal.Entries.OfType<JournalEntry.UndoEnded>().Single(undo => undo.Step == "UpdateGateway/1/gateway@east/update").At, status.Since);
    }

    [Fact]
    public async Task What_somebody_changed_by_hand_was_brought_by_no_release()
    {
        await ReleaseAsync();
        lab.East.Objects["gateway"] = Manifests.Deployment("gateway", "gateway", "example/gateway:2.3.2");

        var status = await PlacementAsync("gateway", "east");

        Assert.Equal(("2.3.2", null, null), (status.Version, status.Since, status.Release));
    }

    [Fact]
    public async Task A_placement_that_no_release_reached_has_no_origin()
    {
        await FailedRelease.RunAsync(lab);

        Assert.Null((await PlacementAsync("agents", "west")).Release);
    }

    [Theory]
    [InlineData("a", "a", "a")]
    [InlineData("a", "b", "")]
    [InlineData("a", "", "")]
    public async Task Where_the_image_has_no_digest_in_its_name_the_pods_tell_it_if_they_agree(string first, string second, string expected)
    {
        var status = await PlacementAsync("gateway", "east", [Pod(first), Pod(second)]);

        Assert.Equal(expected.Length == 0 ? "" : Manifests.Digest(expected[0]), status.Digest);

        static RunningImage Pod(string digit) => new("pod", "example/gateway:2.3.0", digit.Length == 0 ? "" : Manifests.Digest(digit[0]));
    }

    [Theory]
    [InlineData(RolloutState.Complete, Health.Healthy)]
    [InlineData(RolloutState.Progressing, Health.Progressing)]
    [InlineData(RolloutState.Stalled, Health.Stalled)]
    [InlineData(RolloutState.Doomed, Health.Failing)]
    public async Task Health_is_what_the_judge_says_of_the_rollout(RolloutState state, Health health)
    {
        lab.East.Rollout = _ => new RolloutReading(state, "2 of 4 updated", RolloutCounts.None, state == RolloutState.Doomed ? Crash : null);

        var status = await PlacementAsync("gateway", "east");

        Assert.Equal((health, state == RolloutState.Doomed ? "K-CRASHLOOP: it crashes" : ": 2 of 4 updated"), (status.Health, $"{status.Fault}: {status.Detail}"));
    }

    [Fact]
    public async Task A_release_says_which_stage_failed_and_the_named_cause()
    {
        await FailedRelease.RunAsync(lab);

        var status = ReleaseStatus.Of(Record());

        Assert.Equal(("undone", "UpdateAgents", true, 0), (status.Outcome, status.Stage, status.RollingBack, status.Changes));
        Assert.Equal(("UpdateAgents", "K-IMG-NOTFOUND", "east/system/pod/reports-6d4f-x2x1"), (status.Failure!.Stage, status.Failure.Fault, status.Failure.Object));
    }

    [Fact]
    public async Task While_a_stage_is_tried_again_and_after_a_release_is_done_nothing_has_failed()
    {
        var failed = await FailedRelease.RunAsync(lab);
        JournalEntry[] again = [.. failed.TakeWhile(entry => entry is not JournalEntry.RollbackStarted), new JournalEntry.StageStarted("UpdateAgents") { At = Lab.Start }];

        var (open, done) = (ReleaseStatus.Of(Record(again)), ReleaseStatus.Of(Record([.. failed, new JournalEntry.ReleaseEnded(ReleaseOutcome.Done) { At = Lab.Start }])));

        Assert.Equal(("open", null), (open.Outcome, open.Failure));
        Assert.True(open.Changes > 0);
        Assert.Null(done.Failure);
    }

    [Fact]
    public void A_rollback_that_failed_is_what_failed_last()
    {
        JournalEntry[] entries = [.. SampleEntries.All.Where(entry => entry is not (JournalEntry.ReleaseEnded or JournalEntry.RunEnded))];

        Assert.Equal(("Rollback", "1 of 1 changes are not undone"), (ReleaseStatus.Of(Record(entries)).Failure!.Stage, ReleaseStatus.Of(Record(entries)).Failure!.Message));
    }

    [Fact]
    public void A_lock_is_free_held_or_left_by_the_dead()
    {
        var lease = new EstateLease { Token = "t", Holder = "anna@runner", Purpose = "Release 2.3.1", Machine = "m", ProcessId = 7, Acquired = Lab.Start, Renewed = Lab.Start, Expiry = TimeSpan.FromMinutes(1) };

        Assert.Equal(LockState.Free, Lock(null).State);
        Assert.Equal(LockState.Free, Lock(lease with { Token = "" }).State);
        Assert.Equal((LockState.Held, "anna@runner", Lab.Start), (Lock(lease).State, Lock(lease).Holder, Lock(lease).Since));
        Assert.Equal(LockState.Dead, Lock(lease with { Renewed = Lab.Start.AddMinutes(-5) }).State);

        static LockStatus Lock(EstateLease? lease) => LockStatus.Of("east", lease, Lab.Start.AddSeconds(3), "other", _ => true);
    }

    [Fact]
    public void An_open_release_goes_on_as_its_last_run_left_it()
    {
        Assert.Contains("to go on, or", NextCommand.ToGoOn(Report([.. SampleEntries.All.Take(4)]), ""), StringComparison.Ordinal);
        Assert.StartsWith("mend what is named above, then ./build.sh Rollback", NextCommand.ToGoOn(Report([.. SampleEntries.All.Where(entry => entry is not JournalEntry.ReleaseEnded)]), ""), StringComparison.Ordinal);
    }

    public void Dispose() => lab.Dispose();

    async Task ReleaseAsync()
    {
        await FailedRelease.OpenAsync(lab);
        lab.East.Watch = (_, _) =>
        {
            lab.Time.Advance(TimeSpan.FromSeconds(7));
            return Task.FromResult(MemoryCluster.Complete);
        };
        Assert.Equal(Ending.Done, (await lab.RunStageAsync("UpdateGateway")).Ending);
    }

    DateTimeOffset EndOf(string step) => lab.Journal.Entries.OfType<JournalEntry.StepEnded>().Single(entry => entry.Step == step).At;

    ReleaseRecord Record() => Record([.. lab.Journal.Entries]);

    ReleaseRecord Record(JournalEntry[] entries) => new(new ReleaseFolder($"/artifacts/{Id}"), lab.Plan, [.. entries], ReleaseState.Fold(entries));

    ReleaseReport Report(ImmutableArray<JournalEntry> entries) => ReleaseReport.Of(Id, lab.Plan, entries);

    Task<PlacementStatus> PlacementAsync(string component, string cluster, params RunningImage[] running) =>
        PlacementAsync(component, cluster, lab.Journal.Entries.Count == 0 ? null : Record(), running);

    async Task<PlacementStatus> PlacementAsync(string component, string cluster, ReleaseRecord? known, params RunningImage[] running)
    {
        var placement = LabRunbook.Value.Components.Single(c => c.Name == component).Placements.Single(p => p.Cluster == cluster);
        var live = await (cluster == "east" ? lab.East : lab.West).ReadWorkloadAsync(Surveyor.WorkloadOf(placement), CancellationToken.None);
        return PlacementStatus.Of(placement, live!, [.. running], known is null ? [] : [known]);
    }
}

using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class WatchRunTests : IDisposable
{
    readonly WatchedLab watched = new(ChartRunbook.Value);

    Lab Lab => watched.Lab;

    [Fact]
    public async Task A_good_release_is_asked_every_minute_and_ends_well()
    {
        var result = await watched.WatchAsync(10);

        Assert.Equal((Ending.Done, "watched for 10 min: 3 of 3 questions pass"), (result.Ending, result.Message));
        Assert.Equal(10, Lab.Metrics.Queries.Count(query => query == "errors[120s]"));
        Assert.Equal(10, Lab.Metrics.Queries.Count(query => query == "p95[120s]"));
        Assert.Equal(result.Message, Assert.IsType<JournalEntry.WatchEnded>(watched.Watched[^1]).Message);
        Assert.All(Lab.Log.State.Watch!.Answers.Values, answer => Assert.Equal((10, 10, TimeSpan.FromMinutes(10)), (answer.Count.Asked, answer.Count.Passed, answer.Count.Shown)));
        Assert.Empty(Lab.Patched);
    }

    [Fact]
    public async Task What_fails_for_longer_than_its_window_has_failed_and_its_end_is_left_to_whoever_takes_it_back()
    {
        var result = await watched.WatchAsync(20, round => Errors(round >= 5 ? 0.6 : 0.1));

        Assert.Equal((Ending.Failed, "errors: Errors: 60 % of 1,000 requests; wanted at most 50 % (3 times in a row within 2 min)"), (result.Ending, result.Message));
        Assert.Equal(7, Lab.Log.State.Watch!.Answers["errors: Errors"].Count.Asked);
        Assert.Null(Lab.Log.State.Watch.Ended);
    }

    [Fact]
    public async Task One_bad_minute_takes_nothing_back()
    {
        // It is in the answers about two minutes twice.
        var result = await watched.WatchAsync(20, round => Errors(round is 5 or 6 ? 0.6 : 0.1));

        Assert.Equal((Ending.Done, "watched for 20 min: 3 of 3 questions pass"), (result.Ending, result.Message));
        Assert.Equal(["errors: Errors Passed", "errors: Errors Failed", "errors: Errors Passed"], watched.Told.Where(told => told.StartsWith("errors", StringComparison.Ordinal)).Aggregate(new List<string>(), (news, told) => [.. news, .. news.LastOrDefault() == told ? [] : new[] { told }]));
    }

    [Fact]
    public async Task A_Prometheus_that_falls_silent_is_told_and_the_watch_does_not_end_well()
    {
        var result = await watched.WatchAsync(20, round => Lab.Metrics.Down = round > 10 ? "connection refused" : null);

        Assert.Equal(Ending.Held, result.Ending);
        Assert.StartsWith("too little is known to say that all is well: errors: Errors: no evidence at the end, http://prometheus.example.com: connection refused", result.Message, StringComparison.Ordinal);
        Assert.Contains("errors: Errors NoEvidence", watched.Told);
        Assert.Equal(Ending.Held, Lab.Log.State.Watch!.Ended?.Ending);
    }

    [Fact]
    public async Task One_that_was_silent_for_too_long_does_not_make_a_good_end_by_coming_back()
    {
        var result = await watched.WatchAsync(20, round => Lab.Metrics.Down = round is > 5 and < 10 ? "connection refused" : null);

        Assert.Equal((Ending.Held, "too little is known to say that all is well: errors: Errors: shown to be good for 80 % of the time; at least 90 % is wanted; slowness: Response time: shown to be good for 80 % of the time; at least 90 % is wanted"), (result.Ending, result.Message));
    }

    [Fact]
    public async Task One_that_was_silent_for_a_moment_does()
    {
        Assert.Equal(Ending.Done, (await watched.WatchAsync(20, round => Lab.Metrics.Down = round == 7 ? "connection refused" : null)).Ending);
        Assert.DoesNotContain("errors: Errors NoEvidence", watched.Told);
    }

    [Fact]
    public async Task The_journal_grows_by_a_sum_now_and_then_however_long_a_watch_is()
    {
        await watched.WatchAsync(60 * 48, round => Errors(round % 7 < 4 ? 0.1 : double.NaN));

        var changes = watched.Told.Count(told => told.StartsWith("errors", StringComparison.Ordinal));
        Assert.InRange(changes, WatchRun.Summaries, WatchRun.Summaries + WatchStanding.MostChanges + 3);
        Assert.InRange(watched.Watched.Length, WatchRun.Summaries, WatchRun.Summaries + WatchStanding.MostChanges + 5);
    }

    [Fact]
    public async Task A_signal_sums_up_and_the_next_run_goes_on_until_the_same_end()
    {
        using var signal = new CancellationTokenSource();
        watched.Stop = signal.Token;
        var stopped = await watched.WatchAsync(20, round =>
        {
            if (round == 6)
            {
                signal.Cancel();
            }
        });
        Assert.Equal(Ending.Stopped, stopped.Ending);
        Assert.IsType<JournalEntry.WatchAssessed>(watched.Watched[^1]);
        var began = Lab.Start;
        watched.Stop = CancellationToken.None;
        watched.GoOn();

        var result = await watched.WatchAsync(20, from: began);

        Assert.Equal(Ending.Done, result.Ending);
        Assert.InRange(Lab.Log.State.Watch!.Ended!.At, Lab.Start.AddMinutes(20), Lab.Start.AddMinutes(21));
        Assert.InRange(Lab.Log.State.Watch.Answers["errors: Errors"].Count.Passed, 18, 20);
        Assert.Equal(2, Lab.Log.State.Watch.Runs.Length);
    }

    [Fact]
    public async Task Time_that_nobody_watched_is_a_gap_and_shows_nothing()
    {
        await KillAsync(after: 5);
        Lab.Time.Advance(TimeSpan.FromMinutes(6));
        watched.GoOn();

        var result = await watched.WatchAsync(20, from: Lab.Start);

        Assert.Equal(Ending.Held, result.Ending);
        Assert.Contains("shown to be good for ", result.Message, StringComparison.Ordinal);
        var gap = Assert.Single(Lab.Log.State.Watch!.Gaps);
        Assert.True(gap.To - gap.From >= TimeSpan.FromMinutes(6), $"{gap}");
    }

    [Fact]
    public async Task One_that_goes_on_after_its_end_is_judged_by_what_is_known()
    {
        await KillAsync(after: 19);
        Lab.Time.Advance(TimeSpan.FromHours(3));
        watched.GoOn();
        Lab.Metrics.Queries.Clear();

        var result = await watched.WatchAsync(20, from: Lab.Start);

        Assert.Equal(Ending.Done, result.Ending);
        Assert.Empty(Lab.Metrics.Queries);
    }

    [Fact]
    public async Task Where_another_release_has_changed_the_estate_there_is_nothing_left_to_watch()
    {
        watched.SuccessorBefore = 4;
        Errors(0.1);

        var result = await watched.WatchAsync(20, round => Errors(round >= 4 ? 0.6 : 0.1));

        Assert.Equal((Ending.Skipped, "ended early: release 2.3.2 has changed the estate since"), (result.Ending, result.Message));
        Assert.Equal(Ending.Skipped, Lab.Log.State.Watch!.Ended?.Ending);
        Assert.Equal(3, Lab.Log.State.Watch.Answers["errors: Errors"].Count.Asked);
    }

    [Fact]
    public async Task A_placement_that_cannot_become_ready_fails_the_watch()
    {
        var fault = new Fault("K-CRASHLOOP", "east/system/pod/reports-1", "container reports crashes", "look at its log", []);

        var result = await watched.WatchAsync(20, round => Lab.East.Rollout = workload => round >= 3 && workload.Name == "reports" ? new RolloutReading(RolloutState.Doomed, "3 of 4 ready", RolloutCounts.None, fault) : MemoryCluster.Complete);

        Assert.Equal((Ending.Failed, "placements: 3 of 4; east/system/deployment/reports: 3 of 4 ready [K-CRASHLOOP] container reports crashes; wanted 4 of 4 run 2.3.1 and are ready (2 times in a row within 1 min)"), (result.Ending, result.Message));
    }

    [Fact]
    public async Task One_that_is_not_ready_for_a_while_fails_only_once_a_rollout_could_not_have_taken_longer()
    {
        var result = await watched.WatchAsync(60, round => Lab.East.Rollout = workload => round >= 3 && workload.Name == "reports" ? new RolloutReading(RolloutState.Progressing, "3 of 4 ready", RolloutCounts.None) : MemoryCluster.Complete);

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.InRange(Lab.Log.State.Watch!.Answers["placements"].Count.Asked, 13, 15);
    }

    [Fact]
    public async Task What_somebody_else_has_changed_is_for_somebody_to_judge_and_takes_nothing_back()
    {
        var result = await watched.WatchAsync(20, round => Lab.East.Objects["reports"] = round < 15 ? Lab.East.Objects["reports"] : Manifests.Deployment("reports", "reports", "example/reports:2.3.1-hotfix"));

        Assert.Equal(Ending.Held, result.Ending);
        Assert.Contains("east/system/deployment/reports is set to example/reports:2.3.1-hotfix, which was not this release", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_are_probed_and_the_ledger_keeps_what_was_not_good()
    {
        using var probed = new WatchedLab(ChartRunbook.Value with { Availability = LabRunbook.Watched().Availability });

        var result = await probed.WatchAsync(20, round =>
        {
            probed.Lab.Prober.Good(round < 5 ? 1200 : 1000);
            probed.Lab.Prober.Failed(round < 5 ? 0 : 200);
        });

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.StartsWith("availability of api: 200 of 1,200 requests failed (the first: 503 Service Unavailable): ", result.Message, StringComparison.Ordinal);
        Assert.False(probed.Lab.Prober.Runs);
        var ledger = await File.ReadAllLinesAsync(Path.Combine(probed.Lab.Directory, LedgerFile.Name), TestContext.Current.CancellationToken);
        Assert.Equal(400, ledger.Count(line => line.Contains(",api,Watch,failed,503,", StringComparison.Ordinal)));
        Assert.InRange(ledger.Length, 401, 410);
        Assert.Contains(ledger, line => line.Contains(",api,Watch,good,200,", StringComparison.Ordinal) && line.Contains(",1200,", StringComparison.Ordinal));
        Assert.DoesNotContain(probed.Lab.Journal.Entries, entry => entry is JournalEntry.ProbesCounted);
    }

    [Fact]
    public async Task A_prober_that_does_not_run_never_passes()
    {
        using var probed = new WatchedLab(ChartRunbook.Value with { Availability = LabRunbook.Watched().Availability });

        var result = await probed.WatchAsync(10);

        Assert.Equal(Ending.Held, result.Ending);
        Assert.Contains("availability of api: ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_of_errors_takes_the_place_of_the_guards_own()
    {
        using var guarded = new WatchedLab(ChartRunbook.Value with { Stages = [.. ChartRunbook.Value.Stages.Select(stage => stage.Name == "UpdateAgents" ? stage with { Guards = ["errors-now"] } : stage)], Gates = [.. ChartRunbook.Value.Gates, ChartRunbook.Errors with { Name = "errors-now", Query = "now[{window}]", Window = TimeSpan.FromMinutes(1) }] });
        guarded.Lab.Metrics.Values = query => query.StartsWith("count", StringComparison.Ordinal) ? [1000] : [0.1];

        Assert.Equal(Ending.Done, (await guarded.WatchAsync(5)).Ending);
        Assert.Equal(("at most 50 %", 5), (Answer(guarded).Wanted, guarded.Lab.Metrics.Queries.Count(query => query == "now[60s]")));
        guarded.Threshold = 0.05;
        var result = await guarded.WatchAsync(5);

        Assert.StartsWith("errors-now: Errors: 10 % of 1,000 requests; wanted at most 5 %", result.Message, StringComparison.Ordinal);
        Assert.Equal("at most 50 %", guarded.Lab.Log.State.Watch!.Answers["errors: Errors"].Wanted);

        static WatchAnswer Answer(WatchedLab lab) => lab.Lab.Log.State.Watch!.Answers["errors-now: Errors"];
    }

    [Fact]
    public void A_release_without_gates_and_probes_cannot_be_watched()
    {
        using var plain = new Lab();
        using var probed = new Lab(LabRunbook.Watched());

        Assert.Equal((false, true, true), (WatchRun.CanWatch(plain.Plan), WatchRun.CanWatch(probed.Plan), WatchRun.CanWatch(Lab.Plan)));
    }

    public void Dispose() => watched.Dispose();

    // A run that is never heard of again.
    async Task KillAsync(int after)
    {
        using var death = new CancellationTokenSource();
        watched.Stop = death.Token;
        await watched.WatchAsync(20, round =>
        {
            if (round > after)
            {
                death.Cancel();
            }
        });
        watched.Stop = CancellationToken.None;
    }

    void Errors(double share) => Lab.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [share] : query.StartsWith("p95", StringComparison.Ordinal) ? [0.1] : [1000];
}

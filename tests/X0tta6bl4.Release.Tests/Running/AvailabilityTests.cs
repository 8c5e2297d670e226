using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class AvailabilityTests : IDisposable
{
    readonly Lab lab = new(LabRunbook.Watched());

    [Fact]
    public async Task An_endpoint_is_watched_from_the_first_change_to_the_last_and_counted_wave_by_wave()
    {
        During("UpdateGateway/1", () => lab.Prober.Good(100));
        During("UpdateAgents/1", () => lab.Prober.Good(200));
        During("UpdateAgents/2", () => lab.Prober.Good(300));

        await lab.RunStageAsync("Prepare");
        Assert.False(lab.Prober.Runs);
        await lab.RunStageAsync("UpdateGateway");
        Assert.True(lab.Prober.Runs);
        lab.Prober.Good(5);
        await lab.RunStageAsync("UpdateAgents");
        Assert.False(lab.Prober.Runs);

        Assert.Equal(["UpdateGateway/1 101", "between 5", "UpdateAgents/1 200", "UpdateAgents/2 300"], Counted.Select(entry => $"{entry.Phase} {entry.Count.Due}"));
        Assert.Equal("passed: 0 of 606 requests failed: at most 0.493 % with 95 % confidence (Clopper-Pearson); outages shorter than 63 ms can be missed", Criterion());
        Assert.Equal(607, (await LedgerAsync()).Length);
    }

    [Fact]
    public async Task Requests_say_from_which_release_they_come()
    {
        await lab.RunStageAsync("UpdateGateway");

        var target = Assert.Single(lab.Prober.Targets);
        Assert.Equal(("GET", "https://api.example.com/keys", 200, 20, TimeSpan.FromSeconds(5)), (target.Call.Method.Method, target.Call.Url.AbsoluteUri, target.Status, target.RatePerSecond, target.Timeout));
        Assert.Equal($"x0tta6bl4-release/{Path.GetFileName(lab.Directory)}", target.Call.Headers["User-Agent"]);
    }

    [Fact]
    public async Task Too_many_failures_stop_a_stage_at_once_and_nothing_new_begins()
    {
        lab.East.Watch = (question, token) =>
        {
            lab.Prober.Failed(20);
            return MemoryCluster.NeverAsync(question, token);
        };

        var result = await lab.RunStageAsync("UpdateAgents");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.StartsWith("stopped by the availability of api: ", result.Message, StringComparison.Ordinal);
        Assert.Contains("requests failed (the first: 503 Service Unavailable)", result.Message, StringComparison.Ordinal);
        Assert.Empty(lab.West.Patched);
        Assert.Equal(result.Message, lab.Log.State.Stages["UpdateAgents"].Message);
    }

    [Fact]
    public async Task A_few_failures_above_the_limit_fail_the_stage_at_its_end()
    {
        During("UpdateGateway/1", () =>
        {
            lab.Prober.Good(197);
            lab.Prober.Failed(2);
            lab.Prober.Failed(1, "connection refused");
        });

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.StartsWith("availability of api: 3 of 201 requests failed (the first: 503 Service Unavailable): ", result.Message, StringComparison.Ordinal);
        Assert.EndsWith("; wanted at most 1 % of the requests failed", result.Message, StringComparison.Ordinal);
        Assert.True(lab.Prober.Runs);
    }

    [Fact]
    public async Task The_way_back_is_watched_too_and_ends_the_watching()
    {
        During("UpdateGateway/1", () => lab.Prober.Failed(20));
        await lab.RunStageAsync("UpdateGateway");
        lab.East.Watch = (_, _) =>
        {
            lab.Prober.Failed(7);
            return Task.FromResult(MemoryCluster.Complete);
        };

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(("Rollback", 7), (Counted[^1].Phase, Counted[^1].Count.Failed));
        Assert.False(lab.Prober.Runs);
        Assert.IsType<JournalEntry.RollbackEnded>(lab.Journal.Entries[^2]);
        Assert.StartsWith("failed: 27 of 28 requests failed", Criterion(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_that_is_typed_later_is_watched_from_its_beginning()
    {
        await lab.RunStageAsync("UpdateGateway");
        await lab.Availability!.CompleteAsync();

        await lab.RollBackAsync();

        Assert.Equal(2, lab.Prober.Starts);
        Assert.Equal("Rollback", Counted[^1].Phase);
    }

    [Fact]
    public async Task A_prober_that_is_late_makes_the_claim_void_and_stops_nothing()
    {
        During("UpdateGateway/1", () =>
        {
            lab.Prober.Good(90);
            lab.Prober.Missed(10);
        });

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.StartsWith("inconclusive: 0 of 91 requests failed, 10 more were due and the prober itself was late", Criterion(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prober_that_does_not_run_is_found_out_by_the_clock()
    {
        During("UpdateGateway/1", () => lab.Time.Advance(TimeSpan.FromSeconds(60)));

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(new ProbeCount(1200, 0, 1199, 0, ""), Counted[0].Count);
        Assert.StartsWith("inconclusive: ", Criterion(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_control_endpoint_makes_the_claim_void_and_stops_nothing()
    {
        lab.Control = new Uri("https://control.example.com/");
        During("UpdateGateway/1", () =>
        {
            lab.Prober.Good(50);
            lab.Prober.Failed(20);
            lab.Prober.Control(ProbeOutcome.Failed, 0.1);
        });

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(["api", Probe.Control], lab.Prober.Targets.Select(target => target.Name));
        Assert.Null(lab.Prober.Targets[1].Status);
        Assert.Equal(new ProbeCount(71, 0, 0, 20, ""), Counted[0].Count);
        Assert.StartsWith("inconclusive: 0 of 51 requests failed, 20 more failed while the control endpoint failed, too", Criterion(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_endpoint_that_answers_confirms_the_failures()
    {
        lab.Control = new Uri("https://control.example.com/");
        During("UpdateGateway/1", () =>
        {
            lab.Prober.Failed(20);
            lab.Prober.Control(ProbeOutcome.Good, 0.1);
        });

        Assert.Equal(Ending.Failed, (await lab.RunStageAsync("UpdateGateway")).Ending);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_before_the_release_refuses_it_before_anything_is_written()
    {
        lab.Prober.First = prober => prober.Failed(3, "404 Not Found");

        var run = lab.RunStageAsync("UpdateGateway");
        lab.Time.Advance(TimeSpan.FromSeconds(8));
        var result = await run;

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Equal("GET https://api.example.com/keys: 404 Not Found, before anything was changed; wanted 200", result.Message);
        Assert.Empty(lab.Patched);
        Assert.False(lab.Log.State.IsOpen);
    }

    [Fact]
    public async Task A_release_that_goes_on_does_not_ask_first()
    {
        await lab.RunStageAsync("UpdateGateway");
        await lab.Availability!.CompleteAsync();
        lab.Prober.First = prober => prober.Missed(1);

        Assert.True((await lab.RunStageAsync("UpdateAgents")).IsGood);
    }

    [Fact]
    public async Task Answers_that_are_still_to_come_are_waited_for_and_then_count_as_missed()
    {
        During("UpdateGateway/1", () =>
        {
            lab.Prober.Good(9);
            lab.Prober.Sent(2);
        });

        var run = lab.RunStageAsync("UpdateGateway");
        Assert.True(SpinWait.SpinUntil(() => Waits(run), TimeSpan.FromMinutes(1)));

        Assert.True((await run).IsGood);
        Assert.Equal(new ProbeCount(12, 0, 2, 0, ""), Counted[0].Count);
    }

    [Fact]
    public async Task Between_two_runs_nobody_watched_and_the_claim_is_void()
    {
        During("UpdateGateway/1", () => lab.Prober.Good(1000));
        await lab.RunStageAsync("UpdateGateway");
        await lab.Availability!.CompleteAsync();
        Assert.StartsWith("passed: ", Criterion(), StringComparison.Ordinal);

        await lab.Log.AppendAsync(new JournalEntry.RunStarted("anna", "runner-2", "Release") { At = lab.Log.Now }, TestContext.Current.CancellationToken);
        Assert.StartsWith("passed: ", Criterion(), StringComparison.Ordinal);
        await lab.RunStageAsync("UpdateAgents");

        Assert.StartsWith("inconclusive: ", Criterion(), StringComparison.Ordinal);
        Assert.EndsWith("; nothing was probed between two runs", Criterion(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_has_each_part_with_its_bound()
    {
        During("UpdateAgents/2", () => lab.Prober.Good(299));
        await lab.RunAsync();

        var report = Report();

        Assert.Equal(["UpdateGateway/1 passed", "UpdateAgents/2 passed"], report.Availability.Select(part => $"{part.During} {part.Verdict}"));
        Assert.Contains("| api | UpdateAgents/2 | 0 of 299 requests failed: at most 0.997 % with 95 % confidence (Clopper-Pearson); outages shorter than 63 ms can be missed | passed |", ReportMarkdown.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_says_what_is_probed() =>
        Assert.Contains("  GET api/keys  (20 times a second, an answer within 5 s; more than 1 % failed fail a stage)\n", PlanText.Of(lab.Plan), StringComparison.Ordinal);

    public void Dispose() => lab.Dispose();

    JournalEntry.ProbesCounted[] Counted => [.. lab.Journal.Entries.OfType<JournalEntry.ProbesCounted>()];

    // While the waves' workloads are watched.
    void During(string wave, Action act)
    {
        var once = 0;
        var lanes = lab.Plan.Updates.Where(update => update.Id.StartsWith(wave + "/", StringComparison.Ordinal)).ToArray();
        foreach (var cluster in new[] { lab.East, lab.West })
        {
            var usual = cluster.Watch;
            cluster.Watch = (question, token) =>
            {
                if (lanes.Any(lane => lane.Workload == question.Workload) && Interlocked.Exchange(ref once, 1) == 0)
                {
                    act();
                }

                return usual?.Invoke(question, token) ?? Task.FromResult(MemoryCluster.Complete);
            };
        }
    }

    // Moves the clock on until the run has ended: it waits for answers that do not come.
    bool Waits(Task run)
    {
        lab.Time.Advance(TimeSpan.FromMilliseconds(100));
        return run.IsCompleted;
    }

    ReleaseReport Report() => ReleaseReport.Of("id", lab.Plan, [.. lab.Journal.Entries]);

    string Criterion() => Report().Criteria.Where(criterion => criterion.Name == "Availability during the update").Select(criterion => $"{criterion.Verdict}: {criterion.Seen}").Single();

    Task<string[]> LedgerAsync() => File.ReadAllLinesAsync(Path.Combine(lab.Directory, LedgerFile.Name), TestContext.Current.CancellationToken);
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class EvidenceTests : IDisposable
{
    const string Agents = "UpdateAgents/1/agents@east/update";
    static readonly Fault Crash = new("K-CRASHLOOP", "east/system/pod/agents-1", "ended 3 times", "look at its log", ["log agents: boom"]);

    readonly Lab lab = new() { Parallel = 1 };

    [Fact]
    public async Task Evidence_of_a_doomed_rollout_is_saved_before_anything_is_undone()
    {
        Doom("agents");
        var saved = new List<bool>();
        lab.East.BeforePatch = _ =>
        {
            saved.Add(lab.Journal.Entries.OfType<JournalEntry.EvidenceSaved>().Any(entry => File.Exists(PathOf(entry, "README.txt"))));
            return null;
        };

        await lab.RunAsync();
        await lab.RollBackAsync();

        Assert.Equal([false, false, true, true], saved);
        var entry = Assert.Single(Saved());
        Assert.Equal((Agents, "evidence/001-UpdateAgents-1-agents@east-update", 2), (entry.Step, entry.Path, entry.Files));
        Assert.Equal(["east/system/deployment-agents.yaml", "README.txt"], FilesOf(entry));
        var index = await File.ReadAllTextAsync(PathOf(entry, "README.txt"), TestContext.Current.CancellationToken);
        Assert.All(new[] { Agents, "Failed before 2026-01-02 03:04:05Z: ended 3 times", "K-CRASHLOOP at east/system/pod/agents-1", "  log agents: boom", "  east/system/deployment-agents.yaml" }, line => Assert.Contains(line + "\n", index, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_their_owner_may_read_the_files_and_no_secret_is_in_them()
    {
        var redactor = new Redactor();
        redactor.Learn(new Secret("swordfish"));
        lab.East.Evidence = (_, _) => Task.FromResult(new CollectedEvidence([new EvidenceFile("agents-1.agents.log", "login with swordfish failed\n")], ["events: the token swordfish is not allowed to"]));
        Doom("agents");

        await new Runner(lab.Context with { Redactor = redactor }).RunStageAsync(lab.Stage("UpdateAgents"), CancellationToken.None);

        var entry = Assert.Single(Saved());
        Assert.Equal("login with *** failed\n", await File.ReadAllTextAsync(PathOf(entry, "east/system/agents-1.agents.log"), TestContext.Current.CancellationToken));
        Assert.Contains("\nNot to be had\n  events: the token *** is not allowed to\n", await File.ReadAllTextAsync(PathOf(entry, "README.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All(FilesOf(entry), file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(PathOf(entry, file)) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_named_and_the_way_back_begins()
    {
        Doom("agents");
        lab.East.Evidence = (_, _) => throw new EstateAccessException(AccessFailure.Unreachable, "east", "no answer for 8 s");

        await lab.RunAsync();

        Assert.Contains("east/system/deployment/agents: east: no answer for 8 s", await File.ReadAllTextAsync(PathOf(Assert.Single(Saved()), "README.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True((await lab.RollBackAsync()).IsGood);
    }

    [Fact]
    public async Task What_does_not_even_listen_to_its_token_is_not_waited_for()
    {
        Doom("agents");
        lab.East.Evidence = (_, _) =>
        {
            lab.Time.Advance(EvidenceRun.Limit);
            return new TaskCompletionSource<CollectedEvidence>().Task;
        };

        await lab.RunAsync();

        Assert.Contains("east/system/deployment/agents: not to be had in time", await File.ReadAllTextAsync(PathOf(Assert.Single(Saved()), "README.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_thrown_is_one_line_and_the_way_back_begins()
    {
        var recorder = new Recorder();
        lab.Observers.Add(recorder);
        lab.Log = lab.LogFrom(new ReleaseState());
        Doom("agents");
        lab.East.Evidence = (_, _) => throw new InvalidOperationException("this cannot be");

        var result = await lab.RunAsync();

        Assert.Equal("ended 3 times", result.Message);
        Assert.Empty(Saved());
        Assert.Equal(["its evidence is not saved: this cannot be"], recorder.Progress.Where(progress => progress.Step == Agents && progress.Message.Contains("evidence", StringComparison.Ordinal)).Select(progress => progress.Message));
        Assert.True((await lab.RollBackAsync()).IsGood);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_leaves_nothing_and_the_way_back_begins()
    {
        Doom("agents");
        await File.WriteAllTextAsync(Path.Combine(lab.Directory, "evidence"), "in the way", TestContext.Current.CancellationToken);

        await lab.RunAsync();

        Assert.Empty(Saved());
        Assert.True((await lab.RollBackAsync()).IsGood);
    }

    [Fact]
    public async Task A_failed_check_is_about_the_workload_of_its_lane()
    {
        lab.West.Exec = _ => new CommandResult("agents-west-1", 7, ["refused"]);

        await lab.RunAsync();

        Assert.Equal(["agents-west"], lab.West.Looked);
        Assert.Equal("evidence/001-UpdateAgents-2-agents@west-check-1", Assert.Single(Saved()).Path);
    }

    [Fact]
    public async Task Each_failure_has_a_folder_of_its_own()
    {
        lab.East.Rollout = workload => workload.Name is "agents" or "reports" ? new RolloutReading(RolloutState.Doomed, "1 of 4 ready", RolloutCounts.None, Crash) : MemoryCluster.Complete;

        await lab.RunStageAsync("Prepare");

        Assert.Equal(["evidence/001-Prepare-1-agents@east-check", "evidence/002-Prepare-1-reports@east-check"], Saved().Select(entry => entry.Path));
    }

    [Fact]
    public async Task A_stage_whose_time_is_used_up_leaves_evidence_of_what_it_waited_for()
    {
        lab.East.Watch = async (question, token) =>
        {
            lab.Time.Advance(TimeSpan.FromMinutes(26));
            return await MemoryCluster.NeverAsync(question, token);
        };

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(Ending.Failed, result.Ending);
        Assert.Equal(["gateway"], lab.East.Looked);
    }

    [Fact]
    public async Task A_signal_is_no_failure_and_leaves_no_evidence()
    {
        using var signal = new CancellationTokenSource();
        lab.Stop = signal.Token;
        lab.East.Watch = async (question, token) =>
        {
            await signal.CancelAsync();
            return await MemoryCluster.NeverAsync(question, token);
        };

        await lab.RunStageAsync("UpdateGateway");

        Assert.Empty(lab.East.Looked);
        Assert.Empty(Saved());
    }

    [Fact]
    public async Task What_was_only_stopped_beside_a_failure_leaves_none()
    {
        lab.Parallel = 2;
        lab.East.Watch = (question, token) => question.Workload.Name == "reports" ? Task.FromResult(new RolloutReading(RolloutState.Doomed, "no", RolloutCounts.None, Crash)) : MemoryCluster.NeverAsync(question, token);

        await lab.RunStageAsync("UpdateAgents");

        Assert.Equal(["reports"], lab.East.Looked);
    }

    [Fact]
    public async Task A_copy_on_trial_is_looked_at_before_it_is_deleted()
    {
        using var trial = new Lab(LabRunbook.Value with
        {
            Stages = LabRunbook.Value.Stages.Insert(1, new Stage { Name = "StagingTest", Budget = TimeSpan.FromMinutes(20), Owner = "qa-engineer", Staging = new StagingArea("east", "staging", TimeSpan.FromMinutes(5), null) }),
        }) { Parallel = 1 };
        trial.East.Watch = (_, _) => Task.FromResult(new RolloutReading(RolloutState.Doomed, "no", RolloutCounts.None, Crash));
        var there = new List<bool>();
        trial.East.Evidence = (workload, _) =>
        {
            there.Add(trial.East.Objects.ContainsKey(workload.Name));
            return Task.FromResult(new CollectedEvidence([], []));
        };

        await trial.RunStageAsync("StagingTest");

        Assert.Equal([true], there);
        Assert.DoesNotContain(trial.East.Objects.Keys, name => name.EndsWith("-staging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_gate_leaves_what_was_measured_and_what_the_release_changed_on_its_cluster()
    {
        using var gated = new Lab(ChartRunbook.Value) { Parallel = 1 };
        gated.Endpoints.Answer = _ => new EndpointAnswer(200, "200 OK", "{\"token\":\"t\"}");
        foreach (var stage in new[] { "Prepare", "UpdateGateway", "UpdateAgents" })
        {
            await gated.RunStageAsync(stage);
        }

        gated.Time.Advance(ChartRunbook.Errors.Window);
        var before = gated.Metrics.Values;
        gated.Metrics.Values = query => query.StartsWith("errors", StringComparison.Ordinal) ? [0.9] : before(query);

        await gated.RunStageAsync("Validate");

        var entry = Assert.Single(gated.Journal.Entries.OfType<JournalEntry.EvidenceSaved>());
        Assert.Equal("evidence/001-Validate-gates-errors-ask", entry.Path);
        Assert.Contains("errors[120s]\n  0.9\ncount[120s]\n  1000\nbaseline before the release: 0.1\n", await File.ReadAllTextAsync(Path.Combine(gated.Directory, entry.Path, "east", "measurements-errors.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["agents", "gateway", "reports"], gated.East.Looked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failed_chart_is_about_its_workloads()
    {
        using var charts = new Lab(ChartRunbook.Value) { Parallel = 1 };
        charts.Helm.Ends = command => command.StartsWith("upgrade mesh", StringComparison.Ordinal) ? 1 : 0;

        await charts.RunAsync();

        var entry = Assert.Single(charts.Journal.Entries.OfType<JournalEntry.EvidenceSaved>());
        Assert.Equal("chart mesh 2.0.0, revision 2, failed\n", await File.ReadAllTextAsync(Path.Combine(charts.Directory, entry.Path, "east", "mesh", "helm-mesh.txt"), TestContext.Current.CancellationToken));
        Assert.Equal(["mesh"], charts.East.Looked);
    }

    [Fact]
    public async Task An_undo_that_fails_leaves_evidence_once_everything_else_is_undone()
    {
        await lab.RunAsync();
        lab.East.Watch = (question, _) => Task.FromResult(question.Workload.Name == "agents" ? new RolloutReading(RolloutState.Doomed, "1 of 4 ready", RolloutCounts.None, Crash) : MemoryCluster.Complete);
        var left = new List<string>();
        lab.East.Evidence = (workload, _) =>
        {
            left.AddRange(lab.Log.State.ToUndo.Select(step => step.Step));
            return Task.FromResult(new CollectedEvidence([new EvidenceFile($"deployment-{workload.Name}.yaml", "kind: Deployment\n")], []));
        };

        await lab.RollBackAsync();

        Assert.Equal([Agents], left);
        var entry = Assert.Single(Saved());
        Assert.Equal((Agents, "evidence/001-UpdateAgents-1-agents@east-update-undo", 2), (entry.Step, entry.Path, entry.Files));
        var index = await File.ReadAllTextAsync(PathOf(entry, "README.txt"), TestContext.Current.CancellationToken);
        Assert.All(new[] { $"{Agents}/undo", "Undo east/system/deployment/agents", "K-CRASHLOOP at east/system/pod/agents-1" }, line => Assert.Contains(line + "\n", index, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("a:b\\c")]
    public async Task No_name_that_a_cluster_gives_leads_out_of_the_folder(string name)
    {
        var path = await EvidenceFolder.WriteAsync(lab.Directory, "Stage/1/lane/step", [new EvidenceFile(name, "text")], CancellationToken.None);

        var files = Directory.GetFiles(Path.Combine(lab.Directory, path), "*", SearchOption.AllDirectories);
        Assert.Single(files);
        Assert.Single(Directory.GetFiles(lab.Directory, "*", SearchOption.AllDirectories), file => File.ReadAllText(file) == "text");
    }

    void Doom(string workload) => lab.East.Watch = (question, _) => Task.FromResult(
        question.Workload.Name == workload && WorkloadFields.ImageOf(lab.East.Objects[workload], question.Container)!.Contains("2.3.1", StringComparison.Ordinal)
            ? new RolloutReading(RolloutState.Doomed, "1 of 4 updated", RolloutCounts.None, Crash)
            : MemoryCluster.Complete);

    IEnumerable<JournalEntry.EvidenceSaved> Saved() => lab.Journal.Entries.OfType<JournalEntry.EvidenceSaved>();

    string PathOf(JournalEntry.EvidenceSaved entry, string file) => Path.Combine(lab.Directory, entry.Path, file);

    IEnumerable<string> FilesOf(JournalEntry.EvidenceSaved entry)
    {
        var folder = Path.Combine(lab.Directory, entry.Path);
        return Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).OrderDescending(StringComparer.Ordinal);
    }

    public void Dispose() => lab.Dispose();
}

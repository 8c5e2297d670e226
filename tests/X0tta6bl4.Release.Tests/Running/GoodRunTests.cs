using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class GoodRunTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task A_good_run_leaves_exactly_this_journal()
    {
        lab.Parallel = 1;

        var result = await lab.RunAsync();

        Assert.True(result.IsGood, result.Message);
        KeptText.Same("Running/good-run.txt", string.Concat(JournalText.Of(lab.Journal.Entries).Select(line => line + "\n")));
    }

    [Fact]
    public async Task Every_placement_is_patched_once_and_runs_the_planned_digest()
    {
        await lab.RunAsync();

        Assert.Equal(["agents", "agents-west", "gateway", "reports"], lab.Patched.Order(StringComparer.Ordinal));
        Assert.All(lab.Plan.Updates, update => Assert.Contains(update.To, lab.Specs.Single(spec => spec.StartsWith(update.Workload.Name + " ", StringComparison.Ordinal)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_strategy_comes_in_the_same_patch_as_the_image()
    {
        await lab.RunStageAsync("UpdateGateway");

        Assert.Equal(["gateway"], lab.East.Sent);
        Assert.Contains("""{"maxSurge":"25%","maxUnavailable":0}""", Manifests.Spec(lab.East.Objects["gateway"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_workload_is_backed_up_as_it_was()
    {
        var before = lab.West.Objects["agents-west"].ToJsonString();

        await lab.RunAsync();

        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(lab.Directory, "backup", "west", "system", "deployment-agents-west.yaml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_backup_is_readable_by_its_owner_only_and_never_replaced()
    {
        var path = BackupFile.PathOf(lab.Directory, lab.Plan.Updates.First().Workload);
        await BackupFile.WriteAsync(path, "the first", TestContext.Current.CancellationToken);

        await lab.RunStageAsync("Prepare");

        Assert.Equal("the first", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Observers_see_every_entry_of_the_journal_in_order()
    {
        var recorder = new Recorder();
        lab.Observers.Add(recorder);
        lab.Log = lab.LogFrom(new ReleaseState());

        await lab.RunAsync();

        Assert.Equal(JournalText.Of(lab.Journal.Entries), JournalText.Of(recorder.Entries));
        Assert.Contains(recorder.Progress, progress => progress is { IsOutput: true, Message: "hello" });
    }

    [Fact]
    public async Task An_observer_that_throws_does_not_touch_the_run()
    {
        var second = new Recorder();
        lab.Observers.AddRange([new Recorder(_ => throw new InvalidOperationException("the terminal is gone")), second]);
        lab.Log = lab.LogFrom(new ReleaseState());

        var result = await lab.RunAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(lab.Journal.Entries.Count, second.Entries.Count);
    }

    public void Dispose() => lab.Dispose();
}

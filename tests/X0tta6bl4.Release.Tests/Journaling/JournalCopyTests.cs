using Microsoft.Extensions.Logging.Abstractions;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class JournalCopyTests : IDisposable
{
    const string Id = "2.3.1-20260102T030405Z";

    readonly Lab lab = new();
    readonly MemoryShelf shelf = new();
    readonly JournalCopy copy;
    readonly JournalFile file;
    bool lost;

    public JournalCopyTests()
    {
        copy = new JournalCopy(shelf, Id, lab.Plan, new JournalWriter("token-1", (_, _) => lost ? Task.FromException(new EstateAccessException(AccessFailure.Conflict, "east", "the lock was taken over")) : Task.CompletedTask), lab.Time);
        var folder = new ReleaseFolder(Path.Combine(lab.Directory, Id));
        folder.Create(lab.Plan);
        file = JournalFile.Open(folder.JournalPath);
        lab.Log = LogOf(copy);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    ReleaseFolder Folder => new(Path.Combine(lab.Directory, Id));

    [Fact]
    public async Task A_copy_folds_to_all_that_undo_and_resume_need()
    {
        await lab.RunAsync();
        Assert.Null(await copy.CompleteAsync(TimeSpan.FromSeconds(5)));

        var (whole, copied) = (lab.Log.State, (await CopiedAsync()).State);
        Assert.Equal(whole.ToUndo.Select(step => (step.Step, step.Tries, step.Ended)), copied.ToUndo.Select(step => (step.Step, step.Tries, step.Ended)));
        Assert.Equal(whole.Stages, copied.Stages);
        Assert.Equal((whole.Outcome, whole.LastChange), (copied.Outcome, copied.LastChange));
    }

    [Fact]
    public async Task Pure_checks_and_runs_stay_on_disk()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));

        Assert.DoesNotContain(shelf.Entries, entry => entry is JournalEntry.StepEnded { Step: var step } && !lab.Plan.Updates.Any(update => update.Id == step));
        Assert.DoesNotContain(shelf.Entries, entry => entry is JournalEntry.RunStarted or JournalEntry.StageStarted or JournalEntry.RunEnded);
    }

    [Fact]
    public async Task Before_the_first_effect_there_is_no_copy()
    {
        await lab.RunStageAsync("Prepare");
        Assert.Null(await copy.CompleteAsync(TimeSpan.FromSeconds(5)));

        Assert.Empty(shelf.Links);
    }

    [Fact]
    public async Task Nothing_is_patched_when_its_undo_cannot_be_copied_and_the_journal_does_not_tell_of_it()
    {
        shelf.Down = "no route to host";

        var result = await lab.RunAsync();

        Assert.Contains("the undo cannot be copied to east, so nothing is changed: east: no route to host", result.Message, StringComparison.Ordinal);
        Assert.Empty(lab.East.Sent);
        Assert.DoesNotContain(JournalFile.Read(Folder.JournalPath), JournalExtract.Precedes);
        Assert.False(Folder.Read()!.State.IsOpen);
        Assert.False(lab.Log.State.IsOpen);
    }

    [Fact]
    public async Task The_undo_is_in_the_copy_before_each_patch()
    {
        var known = new List<bool>();
        lab.East.BeforePatch = workload =>
        {
            known.Add(shelf.Entries.OfType<JournalEntry.StepStarting>().Any(entry => entry.Undo?.Workload.Name == workload.Name));
            return null;
        };

        await lab.RunAsync();

        Assert.Equal([true, true, true], known);
    }

    [Fact]
    public async Task The_way_back_does_not_wait_for_the_copy_and_a_later_run_completes_it()
    {
        await lab.RunAsync();
        shelf.Ready = new TaskCompletionSource().Task;

        var result = await lab.RollBackAsync();

        Assert.True(result.IsGood, result.Message);
        Assert.Equal(ReleaseOutcome.Undone, Folder.Read()!.State.Outcome);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_named_and_sent_by_the_next_run()
    {
        await lab.RunAsync();
        shelf.Down = "no route to host";
        await lab.RollBackAsync();
        var lacking = await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        shelf.Down = null;

        var next = await SuccessorAsync("token-2");

        Assert.Matches("^The copy of the journal in east lacks [0-9]+ of its entries: east: no route to host", lacking);
        Assert.Null(await next.CompleteAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(ReleaseOutcome.Undone, (await CopiedAsync()).State.Outcome);
    }

    [Fact]
    public async Task Whoever_was_taken_over_from_appends_nothing_and_changes_nothing()
    {
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("UpdateGateway");
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        await SuccessorAsync("token-2");
        var before = shelf.Entries.Count();

        var result = await lab.RunStageAsync("UpdateAgents");

        Assert.Contains("another run has taken over this journal", result.Message, StringComparison.Ordinal);
        Assert.Equal(["gateway"], lab.Patched);
        Assert.Equal(before, shelf.Entries.Count());
    }

    [Fact]
    public async Task Whoever_lost_the_lock_before_the_first_effect_leaves_a_copy_without_any()
    {
        await lab.RunStageAsync("Prepare");
        lost = true;

        var result = await lab.RunStageAsync("UpdateGateway");

        Assert.Contains("the undo cannot be copied to east, so nothing is changed: east: the lock was taken over", result.Message, StringComparison.Ordinal);
        Assert.Empty(lab.East.Sent);
        Assert.IsType<JournalEntry.ReleaseOpened>(Assert.Single(shelf.Entries));
        Assert.False((await CopiedAsync()).State.IsOpen);
    }

    [Fact]
    public async Task Whoever_lost_the_lock_when_a_link_was_full_puts_nothing_into_the_next_one()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        lost = true;
        var before = shelf.Entries.Count();
        await copy.AppendAsync(new JournalEntry.StageEnded("Validate", Ending.Failed, new string('x', JournalCopy.LinkLimit)) { At = Lab.Start }, Token);

        Assert.Contains("the lock was taken over", await copy.CompleteAsync(TimeSpan.FromSeconds(5)), StringComparison.Ordinal);

        Assert.Equal(before, shelf.Entries.Count());
        var next = await SuccessorAsync("token-2");
        await next.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = Lab.Start }, Token);
        Assert.Null(await next.CompleteAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(ReleaseOutcome.Closed, (await CopiedAsync()).State.Outcome);
    }

    [Fact]
    public async Task An_undo_that_is_written_later_than_it_was_waited_for_takes_nobody_elses_place()
    {
        await lab.RunStageAsync("Prepare");
        await lab.RunStageAsync("UpdateGateway");
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        shelf.Down = "no route to host";
        await lab.RunStageAsync("UpdateAgents");
        shelf.Down = null;
        var free = shelf.Entries.Count() + 1;

        await copy.AppendAsync(new JournalEntry.StageEnded("UpdateAgents", Ending.Failed, "") { At = Lab.Start }, Token);
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));

        Assert.DoesNotContain(free, shelf.Links.Values.SelectMany(link => link.Entries.Keys));
    }

    [Fact]
    public async Task A_copy_that_grows_gets_another_link()
    {
        await lab.RunAsync();
        var text = new string('x', JournalCopy.LinkLimit / 3);
        for (var i = 0; i < 6; i++)
        {
            await copy.AppendAsync(new JournalEntry.StageEnded("Validate", Ending.Failed, text) { At = Lab.Start }, Token);
        }

        Assert.Null(await copy.CompleteAsync(TimeSpan.FromSeconds(5)));

        Assert.Equal([1, 2, 3], shelf.Links.Values.Select(link => link.Number).Order());
        Assert.All(shelf.Links.Values, link => Assert.InRange(link.Size, 1, JournalCopy.LinkLimit));
        Assert.Equal(6, (await CopiedAsync()).Entries.Count(entry => entry is JournalEntry.StageEnded { Stage: "Validate" }));
    }

    [Fact]
    public async Task A_fresh_checkout_gets_plan_and_journal_from_the_copy()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        var fresh = new ReleaseFolder(Path.Combine(lab.Directory, "elsewhere", Id));

        fresh.Restore(await CopiedAsync());

        var record = fresh.Read()!;
        Assert.Equal(lab.Plan.Intent, record.Plan.Intent);
        Assert.Equal(lab.Log.State.Effects, record.State.Effects);
        Assert.Equal((await CopiedAsync()).Entries.Length, record.Entries.Length);
    }

    [Fact]
    public async Task A_checkout_learns_what_another_one_did_and_keeps_what_only_it_knows()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        var checks = Folder.Read()!.Entries.Length;
        await CloseElsewhereAsync();

        Folder.Restore(await CopiedAsync());

        Assert.Equal(checks + 1, Folder.Read()!.Entries.Length);
        Assert.Equal(ReleaseOutcome.Closed, Folder.Read()!.State.Outcome);
    }

    [Fact]
    public async Task Where_the_two_contradict_each_other_the_copy_counts_and_the_journal_from_here_is_kept()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        await CloseElsewhereAsync();
        await lab.RollBackAsync();

        Folder.Restore(await CopiedAsync());

        Assert.Equal(ReleaseOutcome.Closed, Folder.Read()!.State.Outcome);
        Assert.Contains(JournalFile.Read(Folder.JournalPath + ".before"), entry => entry is JournalEntry.RollbackStarted);
    }

    [Fact]
    public async Task Where_the_folder_cannot_be_written_it_stays_as_it_is_and_what_the_copy_knows_is_told_all_the_same()
    {
        await lab.RunAsync();
        await copy.CompleteAsync(TimeSpan.FromSeconds(5));
        await CloseElsewhereAsync();
        await lab.RollBackAsync();
        var before = Folder.Read()!.Entries.Length;
        Directory.CreateDirectory(Folder.File("journal.jsonl.new"));
        var copied = await CopiedAsync();

        Assert.Throws<UnauthorizedAccessException>(() => Folder.Restore(copied));

        Assert.Equal(before, Folder.Read()!.Entries.Length);
        Assert.Equal(ReleaseOutcome.Closed, Folder.Merge(copied)!.State.Outcome);
        Assert.Null(new ReleaseFolder(Path.Combine(lab.Directory, "missing")).Merge(copied));
    }

    [Fact]
    public async Task A_copy_that_was_not_removed_to_its_end_is_none()
    {
        await lab.RunAsync();
        var (name, link) = shelf.Links.Single();
        shelf.Links[name] = link with { Number = 2 };

        Assert.Empty(await CopiedRelease.ReadAllAsync(shelf, "lab", Token));
    }

    [Fact]
    public async Task A_copy_that_cannot_be_read_is_named()
    {
        await lab.RunAsync();
        var name = JournalLink.NameOf(Id, 1, "token-1");
        shelf.Links[name] = shelf.Links[name] with { Plan = [1, 2, 3] };

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CopiedRelease.ReadAllAsync(shelf, "lab", Token));

        Assert.StartsWith($"east: the copy of release {Id}'s journal ({name}) cannot be read", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        file.Dispose();
        lab.Dispose();
    }

    async Task<CopiedRelease> CopiedAsync() => Assert.Single(await CopiedRelease.ReadAllAsync(shelf, "lab", Token));

    // Another run closes the release.
    async Task CloseElsewhereAsync()
    {
        var next = await SuccessorAsync("token-2");
        await next.AppendAsync(new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = Lab.Start }, Token);
        await next.CompleteAsync(TimeSpan.FromSeconds(5));
    }

    // Another run, which knows what is on disk.
    async Task<JournalCopy> SuccessorAsync(string token)
    {
        var copied = await (await CopiedAsync()).TakeOverAsync(token, Token);
        var next = new JournalCopy(copied, new JournalWriter(token, (_, _) => Task.CompletedTask), lab.Time);
        next.CatchUp(Folder.Read()!.Entries, copied.Entries.Length);
        return next;
    }

    ReleaseLog LogOf(JournalCopy joined)
    {
        var log = new ReleaseLog(new JoinedJournal(file, joined), new ReleaseState(), [], lab.Time, NullLogger.Instance);
        log.AppendAsync(new JournalEntry.ReleaseOpened(1, Id, "lab", "2.3.1", lab.Plan.Intent, "fingerprint") { At = log.Now }, Token).GetAwaiter().GetResult();
        return log;
    }
}

using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>The disk of <c>artifacts</c> is full, or read-only: nothing goes forward without a journal, and the way back needs none.</summary>
public sealed class DiskTests
{
    static readonly string[] Command = ["Release", "--version", "2.3.1", "--component", "api-gateway", "cultural-agents"];

    [Fact]
    public async Task On_a_full_disk_a_release_is_refused_before_anything_is_changed()
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Whole();

        (await HostileDisk.RunFullAsync(checkout, Command)).Ends(2).Says("artifacts", "No space left on device", "nothing");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Whole());
        (await checkout.RunAsync(Command)).Ends(0);
    }

    [Fact]
    public async Task On_a_read_only_disk_a_release_is_refused_before_anything_is_changed()
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Whole();

        (await HostileDisk.RunReadOnlyAsync(checkout, Command)).Ends(2).Says("artifacts", "Read-only file system", "nothing");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Whole());
        (await checkout.RunAsync(Command)).Ends(0);
    }

    // 1 and not 4: everything is as before, and the copy in the primary cluster knows it, so that the next run from anywhere does, too.
    [Theory]
    [InlineData(20, "the journal cannot be written")]
    [InlineData(500, "No space left on device")]
    public async Task Once_the_disk_is_full_no_further_effect_happens_and_what_did_is_undone_by_the_same_run(int room, string reason)
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Lasting();
        (await checkout.RunAsync(["UpdateGateway", .. Command[1..]])).Ends(0).Says("UpdateGateway: done");
        JournalPadding.LeaveRoom(Path.Combine(checkout.NewestRelease(), "journal.jsonl"), room);

        var run = await HostileDisk.RunFullAsync(checkout, Command);

        run.Ends(1).Says(reason, "No space left on device", "api-gateway: undoing", "Release 2.3.1 on sandbox: undone");
        Assert.DoesNotContain("cultural-agents: 2.3.0 →", run.Text, StringComparison.Ordinal);
        var after = await checkout.ReadEstateAsync();
        Assert.Equal(before, after.Lasting());
        Assert.Equal(1, after.Changes("eks-us-east-1/x0tta6bl4-system/cultural-agents"));
        (await checkout.RunAsync("Rollback")).Ends(2).Says("this release is undone already");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(500)]
    public async Task What_a_full_disk_has_stopped_can_be_taken_back_on_it(int room)
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Lasting();
        (await checkout.RunAsync(["UpdateGateway", .. Command[1..]])).Ends(0);
        JournalPadding.LeaveRoom(Path.Combine(checkout.NewestRelease(), "journal.jsonl"), room);
        (await HostileDisk.RunFullAsync(checkout, [.. Command, "--on-failure", "stop"])).Ends(3).Says("No space left on device", "to go on", "Rollback");
        JournalPadding.LeaveRoom(Path.Combine(checkout.NewestRelease(), "journal.jsonl"), room);

        (await HostileDisk.RunFullAsync(checkout, "Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        (await checkout.RunAsync("Rollback")).Ends(2).Says("this release is undone already");
    }

    [Fact]
    public async Task What_was_released_can_be_taken_back_where_nothing_can_be_written()
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Lasting();
        (await checkout.RunAsync(["UpdateGateway", .. Command[1..]])).Ends(0);

        var run = await HostileDisk.RunReadOnlyAsync(checkout, "Rollback");

        run.Ends(0).Says("Read-only file system", "Journal and reports of this run are kept in", "Release 2.3.1 on sandbox: undone");
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        Assert.True(File.Exists(Path.Combine(SpareFolderOf(run), Path.GetFileName(checkout.NewestRelease()), "report.html")));
        Directory.Delete(SpareFolderOf(run), recursive: true);
        (await checkout.RunAsync("Rollback")).Ends(2).Says("this release is undone already");
    }

    [Fact]
    public async Task A_checkout_that_knows_of_no_release_takes_it_back_where_nothing_can_be_written()
    {
        await using var checkout = await SmallAsync();
        var before = (await checkout.ReadEstateAsync()).Lasting();
        (await checkout.RunAsync(["UpdateGateway", .. Command[1..]])).Ends(0);
        Directory.Delete(checkout.NewestRelease(), recursive: true);

        var run = await HostileDisk.RunReadOnlyAsync(checkout, "Rollback");

        run.Ends(0).Says("Release 2.3.1 on sandbox: undone");
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        Directory.Delete(SpareFolderOf(run), recursive: true);
    }

    static string SpareFolderOf(BuildRun run) => run.Text.Split('\n').Single(line => line.Contains("are kept in", StringComparison.Ordinal)).Split(" are kept in ")[1].Trim();

    // No load and no gates, whose windows take their time.
    static async Task<Checkout> SmallAsync()
    {
        Assert.SkipWhen(HostileDisk.Missing is not null, HostileDisk.Missing ?? "");
        var checkout = await Checkout.WithSandboxAsync(speed: 50);
        checkout.ChangeRunbook(ShortRunbook.WithoutMeasuring);
        return checkout;
    }
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class ReleaseFolderTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public void An_identifier_is_version_and_time_in_UTC() =>
        Assert.Equal("2.3.1-20260102T030405Z", ReleaseFolder.IdFor("2.3.1", new DateTimeOffset(2026, 1, 2, 6, 4, 5, TimeSpan.FromHours(3))));

    [Fact]
    public async Task Releases_are_read_back_newest_first()
    {
        await WriteAsync("a", Lab.Start);
        await WriteAsync("b", Lab.Start.AddDays(1));

        Assert.Equal(["b", "a"], ReleaseFolder.ReadAll(lab.Directory).Select(record => record.Folder.Id));
    }

    [Fact]
    public async Task Plan_and_state_are_read_with_the_journal()
    {
        var record = (await WriteAsync("a", Lab.Start)).Read();

        Assert.Equal(PlanFingerprint.Of(lab.Plan), PlanFingerprint.Of(record!.Plan));
        Assert.Equal("Prepare", record.State.Stages.Keys.Single());
    }

    [Fact]
    public void A_folder_whose_release_never_got_to_its_first_entry_is_no_release()
    {
        new ReleaseFolder(Path.Combine(lab.Directory, "a")).Create(lab.Plan);

        Assert.Empty(ReleaseFolder.ReadAll(lab.Directory));
        Assert.Empty(ReleaseFolder.ReadAll(Path.Combine(lab.Directory, "missing")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("rubbish")]
    [InlineData("""{"format":2}""")]
    public void A_plan_that_cannot_be_read_is_named(string text)
    {
        var path = Path.Combine(lab.Directory, "plan.json");
        File.WriteAllText(path, text);

        Assert.StartsWith($"{path}: this is no plan", Assert.Throws<InvalidDataException>(() => ReleaseFolder.ReadPlan(path)).Message, StringComparison.Ordinal);
    }

    async Task<ReleaseFolder> WriteAsync(string id, DateTimeOffset at)
    {
        var folder = new ReleaseFolder(Path.Combine(lab.Directory, id));
        folder.Create(lab.Plan);
        using var journal = JournalFile.Open(folder.JournalPath);
        await journal.AppendAsync(new JournalEntry.StageEnded("Prepare", Ending.Done, "") { At = at }, CancellationToken.None);
        return folder;
    }

    public void Dispose() => lab.Dispose();
}

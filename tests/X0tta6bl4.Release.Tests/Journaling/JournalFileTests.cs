using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class JournalFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("journal-tests-").FullName;

    string Path => System.IO.Path.Combine(folder, "journal.jsonl");

    [Fact]
    public async Task What_was_appended_is_read_back_in_order_over_several_openings()
    {
        foreach (var entry in SampleEntries.All)
        {
            await AppendAsync(entry);
        }

        Assert.Equivalent(SampleEntries.All, JournalFile.Read(Path), strict: true);
    }

    [Fact]
    public async Task A_torn_last_line_is_no_entry_and_the_next_one_replaces_it()
    {
        await AppendAsync(Stage("a"));
        await File.AppendAllTextAsync(Path, """{"fact":"stageStarted","at":"2026""", TestContext.Current.CancellationToken);

        Assert.Equal([Stage("a")], JournalFile.Read(Path));
        await AppendAsync(Stage("b"));

        Assert.Equal([Stage("a"), Stage("b")], JournalFile.Read(Path));
    }

    [Fact]
    public void A_journal_of_nothing_but_a_torn_line_is_empty()
    {
        File.WriteAllText(Path, "{\"fact\"");

        Assert.Empty(JournalFile.Read(Path));
    }

    [Fact]
    public async Task Many_writers_at_once_leave_whole_lines_each_in_its_own_order()
    {
        using (var journal = JournalFile.Open(Path))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    await journal.AppendAsync(Stage($"{writer}-{i:00}"), CancellationToken.None);
                }
            })));
        }

        var read = JournalFile.Read(Path).OfType<JournalEntry.StageStarted>().Select(entry => entry.Stage).ToArray();
        Assert.Equal(100, read.Length);
        Assert.All(Enumerable.Range(0, 4), writer => Assert.Equal(
            Enumerable.Range(0, 25).Select(i => $"{writer}-{i:00}"), read.Where(stage => stage.StartsWith($"{writer}-", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("""{"fact":"releaseOpened","at":"2026-01-02T03:04:05+00:00","format":2,"id":"","estate":"","version":"","intent":"","fingerprint":""}""")]
    public async Task A_line_that_cannot_be_read_is_named_by_file_and_number(string line)
    {
        await AppendAsync(Stage("a"));
        await File.AppendAllTextAsync(Path, line + "\n", TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => JournalFile.Read(Path));

        Assert.StartsWith($"{Path}(2): this line is no journal entry", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_fails_throws_and_leaves_no_half_line()
    {
        await AppendAsync(Stage("a"));
        using (var stream = new FailingStream(Path, failures: 1))
        using (var journal = new JournalFile(stream))
        {
            await Assert.ThrowsAsync<IOException>(() => journal.AppendAsync(Stage("b"), CancellationToken.None));
            Assert.Equal([Stage("a")], JournalFile.Read(Path));
            await journal.AppendAsync(Stage("c"), CancellationToken.None);
        }

        Assert.Equal([Stage("a"), Stage("c")], JournalFile.Read(Path));
        Assert.EndsWith("}\n", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        using var journal = JournalFile.Open(Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.AppendAsync(Stage("a"), new CancellationToken(canceled: true)));

        Assert.Empty(JournalFile.Read(Path));
    }

    [Fact]
    public void A_journal_in_a_folder_that_is_not_there_cannot_be_opened() =>
        Assert.ThrowsAny<IOException>(() => JournalFile.Open(System.IO.Path.Combine(folder, "missing", "journal.jsonl")));

    async Task AppendAsync(JournalEntry entry)
    {
        using var journal = JournalFile.Open(Path);
        await journal.AppendAsync(entry, CancellationToken.None);
    }

    static JournalEntry.StageStarted Stage(string name) => new(name) { At = Lab.Start };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // A disk that takes half of what is written, and then no more.
    sealed class FailingStream(string path, int failures) : FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        int left = failures;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (left-- > 0)
            {
                base.Write(buffer, offset, count / 2);
                throw new IOException("no space left on device");
            }

            base.Write(buffer, offset, count);
        }
    }
}

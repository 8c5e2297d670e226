using System.Text.Json;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Journaling;

public sealed class JournalJsonTests
{
    [Fact]
    public void There_is_a_sample_of_every_kind_of_entry() =>
        Assert.Equal(SampleEntries.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), SampleEntries.All.Select(entry => entry.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_entry_reads_back_as_it_was_written() =>
        Assert.All(SampleEntries.All, entry =>
        {
            var read = JournalJson.Read(JournalJson.Write(entry));

            Assert.Equal(entry.GetType(), read.GetType());
            Assert.Equivalent(entry, read, strict: true);
        });

    [Fact]
    public void Every_entry_is_one_line() => Assert.All(SampleEntries.All, entry => Assert.DoesNotContain('\n', JournalJson.Write(entry)));

    [Fact]
    public void The_name_of_the_fact_may_stand_anywhere() =>
        Assert.Equal(
            new JournalEntry.StageStarted("Prepare") { At = Lab.Start },
            JournalJson.Read("""{"at":"2026-01-02T03:04:05+00:00","stage":"Prepare","fact":"stageStarted"}"""));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"fact":"unheardOf","at":"2026-01-02T03:04:05+00:00"}""")]
    [InlineData("""{"fact":"stageStarted"}""")]
    [InlineData("""{"fact":"stageEnded","at":"2026-01-02T03:04:05+00:00","stage":"a","ending":"Wonderful","message":""}""")]
    public void What_is_no_entry_is_refused(string line) => Assert.ThrowsAny<JsonException>(() => JournalJson.Read(line));
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class ReportSchemaTests : IDisposable
{
    readonly Lab lab = new() { Parallel = 1 };

    static JsonObject Schema => JsonNode.Parse(RepositoryFiles.Read("build", "report.schema.json"))!.AsObject();

    [Fact]
    public void The_schema_that_is_shipped_is_the_one_of_what_is_written() => KeptText.SameInRepository("build/report.schema.json", ReportSchema.Generate());

    [Fact]
    public async Task Every_beginning_of_a_journal_gives_a_report_as_the_schema_says()
    {
        var entries = await FailedRelease.RunAsync(lab);

        Assert.All(Enumerable.Range(1, entries.Length), count => Assert.Empty(Mistakes(entries[..count])));
    }

    [Fact]
    public void A_report_of_every_kind_of_entry_is_as_the_schema_says() => Assert.Empty(Mistakes(SampleEntries.All));

    [Fact]
    public void A_report_of_many_placements_is_as_the_schema_says()
    {
        var (plan, entries) = WideRelease.Of(lab.Plan, 30);

        Assert.Empty(SchemaCheck.Mistakes(JsonNode.Parse(ReportJson.Write(ReleaseReport.Of("id", plan, entries))), Schema));
    }

    [Fact]
    public void A_report_with_everything_that_is_measured_is_as_the_schema_says() =>
        Assert.Empty(SchemaCheck.Mistakes(JsonNode.Parse(ReportJson.Write(MeasuredReport.Of(lab.Plan))), Schema));

    [Fact]
    public async Task What_is_not_as_the_schema_says_is_found()
    {
        var report = JsonNode.Parse(ReportJson.Write(Report(await FailedRelease.RunAsync(lab))))!.AsObject();
        report.Remove("outcome");
        report["estate"] = 7;
        report["started"] = "yesterday";
        report["stages"]![0]!["ending"] = "Fine";
        report["runs"]![0]!["colour"] = "red";

        Assert.Equal(
            ["$ lacks outcome", "$.estate is no string", "$.runs[0].colour is not in the schema", "$.stages[0].ending is none of [\"Done\",\"Skipped\",\"Failed\",\"Held\",\"Stopped\",null]", "$.started is no date-time"],
            SchemaCheck.Mistakes(report, Schema).Order(StringComparer.Ordinal));
    }

    IEnumerable<string> Mistakes(ImmutableArray<JournalEntry> entries) => SchemaCheck.Mistakes(JsonNode.Parse(ReportJson.Write(Report(entries))), Schema);

    ReleaseReport Report(ImmutableArray<JournalEntry> entries) => ReleaseReport.Of("2.3.1-20260102T030405Z", lab.Plan, entries);

    public void Dispose() => lab.Dispose();
}

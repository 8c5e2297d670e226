using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance;

/// <summary>The sandbox answers as a real API server does; README.md tells how answers are recorded.</summary>
public sealed class ConformanceTests(ConformanceFixture fixture) : IClassFixture<ConformanceFixture>
{
    /// <summary>The titles of all cases; of some with CONFORMANCE_CASES, a part of their titles.</summary>
    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        CaseFiles.All.Select(c => c.Title).Where(t => t.Contains(Environment.GetEnvironmentVariable("CONFORMANCE_CASES") ?? "", StringComparison.Ordinal)).Select(t => new TheoryDataRow<string>(t));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_sandbox_answers_as_a_real_server_did(string title)
    {
        var known = CaseFiles.All.Single(c => c.Title == title);

        var answers = await fixture.AnswersAsync(known);

        if (ConformanceFixture.IsRecording)
        {
            ConformanceFixture.Record(known, answers);
            return;
        }

        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(CaseFiles.RecordOf(known), TestSandbox.Cancelled));
        var differences = JsonDifference.Between(recorded, answers).ToList();
        var reason = ConformanceTable.Differing.GetValueOrDefault(title);
        Assert.True(reason is null == (differences.Count == 0), reason is null
            ? string.Join('\n', differences.Prepend($"{differences.Count} differences:"))
            : "the case agrees now: take it out of differing.yaml");
    }

    [Fact]
    public void Every_case_has_its_own_record_and_every_record_its_case()
    {
        var records = Directory.GetFiles(Path.Combine(CaseFiles.Folder, "Recorded"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

        Assert.Equal(CaseFiles.All.Select(CaseFiles.RecordOf).Order(StringComparer.Ordinal), records);
    }

    [Fact]
    public void The_kept_table_tells_of_all_cases()
    {
        var table = ConformanceTable.Text(CaseFiles.All);
        var received = Path.Combine(AppContext.BaseDirectory, "received", "TABLE.md");
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, table);

        Assert.Equal(File.ReadAllText(Path.Combine(CaseFiles.Folder, "TABLE.md")).ReplaceLineEndings("\n"), table);

        File.Delete(received);
    }

    [Fact]
    public void A_difference_that_stays_is_one_of_a_case_and_has_a_reason() =>
        Assert.All(ConformanceTable.Differing, row => Assert.True(CaseFiles.All.Any(c => c.Title == row.Key) && row.Value.Length > 20, row.Key));
}

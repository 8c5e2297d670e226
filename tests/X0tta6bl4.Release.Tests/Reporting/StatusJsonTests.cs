using System.Text.Json.Nodes;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class StatusJsonTests : IDisposable
{
    readonly Lab lab = new(ChartRunbook.Value) { Parallel = 1 };

    [Fact]
    public void The_schema_that_is_shipped_is_the_one_of_what_is_written() =>
        KeptText.SameInRepository("build/status.schema.json", ReportSchema.Generate(StatusJson.Default.EstateStatus, "How an estate stands"));

    [Fact]
    public async Task A_status_reads_like_this_and_is_as_the_schema_says()
    {
        var text = StatusJson.Write(await StatusAsync());

        KeptText.Same("Reporting/status.json", text);
        Assert.Empty(SchemaCheck.Mistakes(JsonNode.Parse(text), JsonNode.Parse(RepositoryFiles.Read("build", "status.schema.json"))!.AsObject()));
    }

    [Fact]
    public async Task An_estate_that_nobody_released_to_is_as_the_schema_says() => Assert.Empty(SchemaCheck.Mistakes(
        JsonNode.Parse(StatusJson.Write(await StatusAsync() with { Release = null, Placements = [], Charts = [], Locks = [], Unread = [] })), JsonNode.Parse(RepositoryFiles.Read("build", "status.schema.json"))!.AsObject()));

    [Fact]
    public async Task Times_are_UTC_in_whole_seconds_wherever_they_were_read()
    {
        var status = JsonNode.Parse(StatusJson.Write(await StatusAsync() with { At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(3)) }))!;

        Assert.Equal("2026-01-02T00:04:05Z", (string?)status["at"]);
    }

    // One of everything: brought by a release, untouched, missing, not to be read; a chart; locks; a release that failed.
    async Task<EstateStatus> StatusAsync()
    {
        await FailedRelease.OpenAsync(lab);
        await lab.RunStageAsync("UpdateGateway");
        await lab.RunStageAsync("UpdateInfra");
        await lab.Log.AppendAsync(new JournalEntry.StageEnded("Validate", Ending.Failed, "Errors: 60 %; wanted at most 50 %") { At = lab.Log.Now }, CancellationToken.None);
        var record = new ReleaseRecord(new ReleaseFolder("/artifacts/2.3.1-20260102T030405Z"), lab.Plan, [.. lab.Journal.Entries], ReleaseState.Fold(lab.Journal.Entries));
        Placement[] placements = [.. LabRunbook.Value.Components.SelectMany(component => component.Placements)];
        var (mesh, vault) = (ChartRunbook.Value.Charts.Single(chart => chart.Name == "mesh"), ChartRunbook.Value.Charts.Single(chart => chart.Name == "vault"));
        var lease = new EstateLease { Token = "t", Holder = "anna@runner", Purpose = "Release 2.3.1", JobUrl = "https://ci.example.com/7", ProcessId = 7, Acquired = Lab.Start, Renewed = Lab.Start, Expiry = TimeSpan.FromMinutes(1) };
        return new EstateStatus
        {
            Estate = "lab",
            Simulated = false,
            At = lab.Time.GetUtcNow(),
            Placements =
            [
                PlacementStatus.Of(placements[0], (await lab.East.ReadWorkloadAsync(Surveyor.WorkloadOf(placements[0]), CancellationToken.None))!, [], [record]),
                PlacementStatus.Of(placements[1], (await lab.East.ReadWorkloadAsync(Surveyor.WorkloadOf(placements[1]), CancellationToken.None))!, [], [record]),
                PlacementStatus.Without(placements[2], Health.Missing, "west/system/deployment/agents-west does not exist"),
                PlacementStatus.Without(placements[3], Health.Unknown, "not known: east: no answer"),
            ],
            Charts = [ChartStatus.Of(mesh, (await lab.Helm.ReadAsync(ReleaseScope.ReleaseOf(mesh), CancellationToken.None))!, [], [record]), ChartStatus.Without(vault, Health.Unknown, "not known: helm is not on the PATH")],
            Locks = [LockStatus.Of("east", lease, Lab.Start.AddSeconds(3), "m", _ => true), LockStatus.Unread("west", "not known: no answer")],
            Release = ReleaseStatus.Of(record),
            Unread = [new UnreadPart("west", "no answer")],
            Next = NextCommand.ToGoOn(ReleaseReport.Of(record.Folder.Id, record.Plan, record.Entries), ""),
        };
    }

    public void Dispose() => lab.Dispose();
}

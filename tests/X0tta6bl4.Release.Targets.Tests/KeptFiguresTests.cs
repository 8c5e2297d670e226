using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets.Tests;

/// <summary>What a release's folder keeps beside its journal.</summary>
public sealed class KeptFiguresTests : IDisposable
{
    const string Step = "Validate/script/1/gateway";

    const string Result =
        """
        {
          "target": "http://gateway.test/hunter2", "connections": 40, "length": 2000,
          "total": { "due": 30, "ended": 30, "failed": 2, "perSecond": 15, "response": TIMES, "service": TIMES, "lag": TIMES },
          "users": { "arrived": 30, "left": 30, "failed": 2, "turnedAway": 1 },
          "steps": [
            { "name": "GET /hunter2", "figures": { "due": 20, "ended": 20, "failed": 2, "perSecond": 10, "response": TIMES, "service": TIMES, "lag": TIMES } },
            { "name": "GET /b", "figures": { "due": 10, "ended": 10, "failed": 0, "perSecond": 5, "response": TIMES, "service": TIMES, "lag": TIMES } }
          ],
          "scenarios": [], "codes": { "200": 28 }, "failures": { "503 Service Unavailable": 2 }, "firstFailure": "503", "endedEarly": "", "afterFailed": "",
          "timeline": [{ "at": 1000, "due": 15, "ended": 15, "failed": 2, "p50": 10, "p95": 20, "max": 50 }]
        }
        """;

    readonly string directory = Directory.CreateTempSubdirectory("release-tests-").FullName;

    [Fact]
    public void Probes_and_loads_are_in_the_report()
    {
        Keep("ledger.csv", $"{LedgerFile.Head}\n2026-01-02T03:04:05.000Z,api,UpdateGateway/1,good,200,12.3,0.4,1,\n2026-01-02T03:0");
        KeepLoad(Result);

        var report = Read();

        Assert.Equal(1, Assert.Single(Assert.Single(report.Probes).Stretches).Due);
        var load = Assert.Single(report.Loads).Figures!;
        Assert.Equal(["all", "GET /***", "GET /b"], load.Requests.Select(request => request.Name));
        Assert.Equal((20, 2, 10.0, TimeSpan.FromMilliseconds(30)), (load.Requests[1].Count, load.Requests[1].Failed, load.Requests[1].PerSecond, load.Requests[1].P99));
        Assert.Equal((30, 2, 1, 40, "http://gateway.test/***"), (load.Users, load.UsersFailed, load.TurnedAway, load.Connections, load.Target));
        Assert.Equal(new ReportedFailure("503 Service Unavailable", 2), Assert.Single(load.Failures));
        Assert.Equal(new ReportedSecond(TimeSpan.FromSeconds(1), 15, 15, 2, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50)), Assert.Single(load.Seconds));
        Assert.Equal([new ReportedQuantile(0.5, TimeSpan.FromMilliseconds(10)), new ReportedQuantile(1, TimeSpan.FromMilliseconds(50))], load.Response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{ \"target\": ")]
    public void What_cannot_be_read_is_as_good_as_not_there(string result)
    {
        Directory.CreateDirectory(Path.Combine(directory, "ledger.csv"));
        KeepLoad(result);

        var report = Read();

        Assert.Empty(report.Probes);
        Assert.Null(Assert.Single(report.Loads).Figures);
    }

    [Fact]
    public void A_folder_that_was_rebuilt_from_a_copy_has_none()
    {
        Assert.Empty(Read().Probes);
        Assert.Null(Assert.Single(Read().Loads).Figures);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    ReleaseReport Read() => KeptFigures.Into(Report, new ReleaseFolder(directory), text => text.Replace("hunter2", "***", StringComparison.Ordinal));

    void KeepLoad(string result)
    {
        Keep("loads/Validate-script-1-gateway/result.json", result.Replace("TIMES", """{ "count": 30, "min": 5, "mean": 11, "p50": 10, "p75": 12, "p90": 15, "p95": 20, "p99": 30, "p999": 40, "max": 50 }""", StringComparison.Ordinal));
        foreach (var name in new[] { "response", "service", "lag" })
        {
            Keep($"loads/Validate-script-1-gateway/{name}.hgrm", "       Value     Percentile TotalCount 1/(1-Percentile)\n\n      10.000 0.500000000000         15           2.00\n      50.000 1.000000000000         30\n#[Mean    =        9.196]\n");
        }
    }

    void Keep(string name, string text)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    static ReleaseReport Report { get; } = new()
    {
        Id = "id",
        Estate = "lab",
        Version = "2.3.1",
        Selection = "",
        Fingerprint = "",
        Outcome = "done",
        Reason = "",
        Next = "",
        Budget = TimeSpan.FromHours(1),
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch,
        Runs = [],
        Stages = [],
        Steps = [],
        Placements = [],
        Faults = [],
        Evidence = [],
        Rollbacks = [],
        Watches = [],
        Undone = [],
        Notes = [],
        Criteria = [],
        Availability = [],
        Gates = [],
        Loads = [new ReportedLoad(Step, "load on gateway", "p95 < 500", "30 requests", "passed")],
        Afterwards = [],
    };
}

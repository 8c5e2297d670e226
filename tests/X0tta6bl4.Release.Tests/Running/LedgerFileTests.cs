using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class LedgerFileTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("release-tests-").FullName;

    string Path => System.IO.Path.Combine(directory, LedgerFile.Name);

    [Fact]
    public async Task Every_probe_is_a_line()
    {
        await WriteAsync(Good, Good with { Outcome = ProbeOutcome.Failed, Status = 0, Latency = TimeSpan.FromSeconds(5), Failure = "no answer within 5 s" });

        Assert.Equal(
            [
                LedgerFile.Head,
                "2026-01-02T03:04:05.000Z,api,UpdateGateway/1,good,200,12.3,0.4,1,",
                "2026-01-02T03:04:05.000Z,api,UpdateGateway/1,failed,,5000.0,0.4,1,no answer within 5 s",
            ],
            await LinesAsync());
    }

    [Fact]
    public async Task A_later_run_appends_also_behind_half_a_line()
    {
        await WriteAsync(Good);
        await File.AppendAllTextAsync(Path, "2026-01-02T03:0", TestContext.Current.CancellationToken);

        await WriteAsync(Good);

        Assert.Equal([LedgerFile.Head, LedgerFile.Line(Good), "2026-01-02T03:0", LedgerFile.Line(Good)], await LinesAsync());
    }

    [Fact]
    public async Task A_ledger_to_which_nothing_was_added_is_no_file()
    {
        await WriteAsync();

        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("a \"b\"\nc", "\"a \"\"b\"\" c\"")]
    [InlineData("a b", "a b")]
    public void What_would_end_a_field_is_quoted(string failure, string written) =>
        Assert.EndsWith($",1,{written}", LedgerFile.Line(Good with { Failure = failure }), StringComparison.Ordinal);

    [Fact]
    public async Task A_ledger_that_cannot_be_written_stops_nobody_and_is_said()
    {
        Directory.CreateDirectory(Path);
        var ledger = new LedgerFile(Path);

        ledger.Add(Good);
        ledger.Add(Good);
        await ledger.DisposeAsync();

        Assert.StartsWith("ledger.csv lacks 2 probes: ", ledger.Lacking, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    static Probe Good { get; } = new("api", "UpdateGateway/1", Lab.Start, ProbeOutcome.Good, TimeSpan.FromMilliseconds(12.34), TimeSpan.FromMilliseconds(0.4), 200, "");

    async Task WriteAsync(params Probe[] probes)
    {
        var ledger = new LedgerFile(Path);
        foreach (var probe in probes)
        {
            ledger.Add(probe);
        }

        await ledger.DisposeAsync();
        Assert.Null(ledger.Lacking);
    }

    Task<string[]> LinesAsync() => File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken);
}

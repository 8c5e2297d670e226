using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A release of some seconds with everything that is measured in bulk: probes, gates with numbers, a load script. Every word in it is the caller's.</summary>
static class MeasuredReport
{
    /// <summary>The report.</summary>
    /// <param name="plan">A plan with the stages UpdateGateway and UpdateAgents.</param>
    /// <param name="word">Stands for all foreign words.</param>
    public static ReleaseReport Of(Plan plan, string word = "api") => ReleaseReport.Of("2.3.1-20260102T030405Z", plan, Journal) with
    {
        Availability = [new ReportedAvailability(word, "UpdateGateway/1", "1 of 60 requests failed", "failed")],
        Probes = [.. LedgerFold.Of(Ledger("api")).Select(series => series with { Endpoint = word }), .. LedgerFold.Of([Line(Probe.Control, 0, ProbeOutcome.Good, 2)])],
        Gates = [Gate(word), Guard(word)],
        Loads = [Load(word), new ReportedLoad("Validate/script/2/b", word, word, word, "no evidence")],
    };

    /// <summary>A ledger: 20 probes a second; one fails in the fifth second, in the eighth the prober is late, and in the tenth nobody asks.</summary>
    public static IEnumerable<string> Ledger(string endpoint) =>
    [
        LedgerFile.Head,
        .. from number in Enumerable.Range(0, 240)
           where number / 20 != 10
           select Line(endpoint, number * 50, number is 100 ? ProbeOutcome.Failed : number is >= 160 and < 165 ? ProbeOutcome.Missed : ProbeOutcome.Good, 8 + (number % 20 * 0.5)),
    ];

    static string Line(string endpoint, int milliseconds, ProbeOutcome outcome, double latency) => LedgerFile.Line(new Probe(
        endpoint, "UpdateGateway/1", Lab.Start.AddMilliseconds(milliseconds), outcome, TimeSpan.FromMilliseconds(latency), TimeSpan.Zero, outcome == ProbeOutcome.Good ? 200 : 0, outcome == ProbeOutcome.Failed ? "refused, twice" : ""));

    static ImmutableArray<JournalEntry> Journal { get; } =
    [
        new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Lab.Start.AddSeconds(-1) },
        new JournalEntry.StageStarted("UpdateGateway") { At = Lab.Start.AddSeconds(-1) },
        new JournalEntry.StageEnded("UpdateGateway", Ending.Done, "") { At = Lab.Start.AddSeconds(7) },
        new JournalEntry.StageStarted("UpdateAgents") { At = Lab.Start.AddSeconds(7) },
        new JournalEntry.StageEnded("UpdateAgents", Ending.Done, "") { At = Lab.Start.AddSeconds(12) },
        new JournalEntry.RunEnded(0, "") { At = Lab.Start.AddSeconds(12) },
    ];

    static ReportedGate Gate(string word) => new(
        "Validate/gates/slowness/ask", Lab.Start.AddSeconds(11), word, word, word, "passed", word, word, word, TimeSpan.FromSeconds(8), word,
        new ReportedFigures(GateUnit.Seconds, 0.12, IsUpper: true, 0.1, [new ReportedFigure(Lab.Start.AddSeconds(11), 0.055)]));

    static ReportedGate Guard(string word) => new(
        "UpdateAgents/guards/rate/watch", Lab.Start.AddSeconds(9), word, word, word, "failed", word, word, word, TimeSpan.FromSeconds(8), "",
        new ReportedFigures(GateUnit.PerSecond, 40, IsUpper: false, null, [.. new[] { 80.0, 75, 30 }.Select((value, index) => new ReportedFigure(Lab.Start.AddSeconds(7 + index), value))]));

    static ReportedLoad Load(string word) => new("Validate/script/1/a", word, word, word, "passed", new ReportedLoadFigures(
        word, TimeSpan.FromSeconds(3), 40, 100, 2, 1, word,
        [Request("all", 120, 3), Request(word, 120, 3)],
        [new ReportedFailure(word, 3)],
        [Second(1, 40, 0), Second(2, 50, 3), Second(3, 30, 0)],
        Distribution(10),
        Distribution(9),
        Distribution(1)));

    static ReportedRequest Request(string name, long count, long failed) => new(name, count, failed, 40, Milliseconds(10), Milliseconds(20), Milliseconds(30), Milliseconds(50), Milliseconds(1), Milliseconds(5));

    static ReportedSecond Second(int end, long ended, long failed) => new(TimeSpan.FromSeconds(end), ended, ended, failed, Milliseconds(10), Milliseconds(20 + end), Milliseconds(50));

    static ImmutableArray<ReportedQuantile> Distribution(double median) =>
        [.. new[] { (0, 0.5), (0.5, 1), (0.9, 1.5), (0.99, 3), (1, 5) }.Select(point => new ReportedQuantile(point.Item1, Milliseconds(point.Item2 * median)))];

    static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}

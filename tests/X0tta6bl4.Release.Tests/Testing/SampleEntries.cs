using System.Collections.Immutable;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>One entry of every kind, with every field filled.</summary>
static class SampleEntries
{
    static readonly Fault Fault = new("K-IMG-NOTFOUND", "east/system/pod/gateway-1", "the image is not there", "push it", ["Failed to pull", "ErrImagePull"]);

    static readonly UndoRecord Undo = new UndoRecord.RevertFields(
        "uid-gateway", "gateway", "example/gateway:1", [new FieldChange(new FieldPath("/spec/a"), null, "1"), new FieldChange(new FieldPath("/spec/b"), "\"x\"", null)])
    {
        Workload = new WorkloadReference("east", "system", "Deployment", "gateway"),
        Limit = TimeSpan.FromMinutes(10),
    };

    public static ImmutableArray<JournalEntry> All { get; } =
    [
        new JournalEntry.ReleaseOpened(1, "2.3.1-20260102T030405Z", "lab", "2.3.1", "intent", "fingerprint") { At = Lab.Start },
        new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Lab.Start },
        new JournalEntry.StageStarted("UpdateGateway") { At = Lab.Start },
        new JournalEntry.StepStarting("UpdateGateway/1/gateway@east/update", Undo) { At = Lab.Start },
        new JournalEntry.StepEnded("UpdateGateway/1/gateway@east/update", Ending.Failed, "the image is not there", Fault) { At = Lab.Start },
        new JournalEntry.ChartChanged("UpdateInfra/1/vault@east/upgrade", 2) { At = Lab.Start },
        new JournalEntry.BaselineMeasured("Prepare/1/errors/baseline", "errors", 0.1, 1000, "") { At = Lab.Start },
        new JournalEntry.Assessed("Validate/gates/errors/ask", "Errors", "at most 1 %", "0.4 % of 1,000 requests", Verdict.Passed) { At = Lab.Start, Figures = [new MeasuredFigure(Lab.Start, 0.004)] },
        new JournalEntry.ProbesCounted("UpdateGateway/1", "api", new ProbeCount(1200, 3, 2, 1, "503 Service Unavailable")) { At = Lab.Start },
        new JournalEntry.EvidenceSaved("UpdateGateway/1/gateway@east/update", "evidence/001-UpdateGateway-1-gateway@east-update", 7) { At = Lab.Start },
        new JournalEntry.StageEnded("UpdateGateway", Ending.Failed, "the image is not there") { At = Lab.Start },
        new JournalEntry.RollbackStarted("UpdateGateway failed") { At = Lab.Start },
        new JournalEntry.UndoStarting("UpdateGateway/1/gateway@east/update") { At = Lab.Start },
        new JournalEntry.UndoEnded("UpdateGateway/1/gateway@east/update", Ending.Stopped, "stopped", Fault) { At = Lab.Start },
        new JournalEntry.RollbackEnded(Ending.Stopped, "1 of 1 changes are not undone") { At = Lab.Start },
        new JournalEntry.ReleaseEnded(ReleaseOutcome.Closed) { At = Lab.Start },
        new JournalEntry.WatchStarted(Lab.Start, Lab.Start.AddHours(48), new WatchRule(), "anna", "runner-1") { At = Lab.Start },
        new JournalEntry.WatchAssessed([new WatchAnswer("errors: Errors", "at most 1 %", "0.4 % of 1,000 requests", Verdict.Passed, new WatchCount(10, 9, 1, TimeSpan.FromMinutes(9), Doubted: true))]) { At = Lab.Start },
        new JournalEntry.WatchEnded(Ending.Held, "too little is known") { At = Lab.Start },
        new JournalEntry.RunEnded(4, "not undone") { At = Lab.Start },
    ];

    /// <summary>Every kind of entry there is.</summary>
    public static IEnumerable<Type> Kinds => typeof(JournalEntry).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(JournalEntry)));
}

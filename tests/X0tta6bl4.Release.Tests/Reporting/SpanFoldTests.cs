using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Reporting;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Reporting;

public sealed class SpanFoldTests
{
    const string Step = "UpdateGateway/1/gateway@east/update";

    [Fact]
    public void What_a_killed_run_left_lasted_until_its_last_entry()
    {
        var spans = Fold(
            new JournalEntry.RunStarted("anna", "laptop", "Release") { At = At(0) },
            new JournalEntry.StageStarted("UpdateGateway") { At = At(1) },
            new JournalEntry.StepStarting(Step, null) { At = At(2) },
            new JournalEntry.StepEnded("another", Ending.Done, "") { At = At(5) },
            new JournalEntry.RunStarted("anna", "laptop", "Release") { At = At(100) },
            new JournalEntry.StepStarting(Step, null) { At = At(101) },
            new JournalEntry.StepEnded(Step, Ending.Done, "runs") { At = At(104) });

        Assert.Equal([new ReportedSpan(At(2), At(5), null, ""), new ReportedSpan(At(101), At(104), Ending.Done, "runs")], spans.OfStep(Step));
        Assert.Equal([new ReportedSpan(At(1), At(5), null, "")], spans.OfStage("UpdateGateway"));
    }

    [Fact]
    public void A_step_that_ended_without_a_beginning_took_no_time() =>
        Assert.Equal([new ReportedSpan(At(3), At(3), Ending.Stopped, "stopped")], Fold(new JournalEntry.StepEnded(Step, Ending.Stopped, "stopped") { At = At(3) }).OfStep(Step));

    [Fact]
    public void An_effect_that_is_announced_twice_in_one_run_began_once() =>
        Assert.Equal(
            [new ReportedSpan(At(1), At(9), Ending.Done, "")],
            Fold(new JournalEntry.StepStarting(Step, null) { At = At(1) }, new JournalEntry.StepStarting(Step, null) { At = At(4) }, new JournalEntry.StepEnded(Step, Ending.Done, "") { At = At(9) }).OfStep(Step));

    [Fact]
    public void Every_way_back_has_its_reason()
    {
        var spans = Fold(
            new JournalEntry.RollbackStarted("first") { At = At(1) }, new JournalEntry.UndoStarting(Step) { At = At(2) },
            new JournalEntry.RunStarted("anna", "laptop", "Rollback") { At = At(50) },
            new JournalEntry.RollbackStarted("second") { At = At(51) }, new JournalEntry.UndoStarting(Step) { At = At(52) },
            new JournalEntry.UndoEnded(Step, Ending.Done, "back") { At = At(53) }, new JournalEntry.RollbackEnded(Ending.Done, "all") { At = At(54) });

        Assert.Equal(
            [new ReportedRollback("first", new ReportedSpan(At(1), At(2), null, "")), new ReportedRollback("second", new ReportedSpan(At(51), At(54), Ending.Done, "all"))],
            spans.Rollbacks);
        Assert.Equal([null, Ending.Done], spans.OfUndo(Step).Select(span => span.Ending));
    }

    static SpanFold Fold(params JournalEntry[] entries) => SpanFold.Of([.. entries]);

    static DateTimeOffset At(int second) => Lab.Start.AddSeconds(second);
}

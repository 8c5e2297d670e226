using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Reporting.Languages;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Terminal.Tests;

public sealed class LiveStateTests
{
    static readonly DateTimeOffset Start = Moments.Start;

    [Theory]
    [InlineData("done")]
    [InlineData("failed-and-undone")]
    public void Something_runs_while_a_stage_or_the_way_back_does(string release)
    {
        var (state, within) = (Moments.Before, false);
        foreach (var entry in RecordedRelease.Entries(release))
        {
            state = state.With(entry);
            within = entry is JournalEntry.StageStarted or JournalEntry.RollbackStarted || (within && entry is not (JournalEntry.StageEnded or JournalEntry.RollbackEnded));
            Assert.Equal(within, state.IsRunning);
            Assert.All(state.Steps.Keys, id => Assert.Contains(state.Parts, part => part.Steps.Any(step => step.Id == id)));
        }
    }

    [Fact]
    public void A_watch_has_a_row_for_each_question_and_ends_with_its_end()
    {
        var started = Fold(new JournalEntry.WatchStarted(Start, Start.AddHours(48), new WatchRule(), "anna", "runner-1") { At = Start });
        var asked = started.With(new RunProgress("Watch/errors: Errors", "failed, 9 % of 1,000 requests; wanted at most 1 %") { IsQuiet = true });

        Assert.True(asked.Holds(new RunProgress("Watch", "watched for 1 h of 48 h")));
        Assert.Equal(
            ["── Watch ── 1:00:00, 47:00:00 left", "  errors: Errors  failed, 9 % of 1,000 requests; wanted at most 1 %"],
            LiveView.Rows(asked, "", new WindowSize(80, 24), Start.AddHours(1), Translator.English).Select(row => row.Text.TrimEnd(' ', '─')));
        Assert.False(asked.With(new JournalEntry.WatchEnded(Ending.Done, "") { At = Start }).IsRunning);
        Assert.Equal("Rollback", LiveView.Rows(asked.With(new JournalEntry.RollbackStarted("") { At = Start }), "", new WindowSize(80, 24), Start, Translator.English)[0].Text.Split(' ')[1]);
    }

    [Fact]
    public void Stages_that_share_a_budget_use_it_up_together()
    {
        var state = Fold(new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Start }, new JournalEntry.StageStarted("UpdateGateway") { At = Start });
        Assert.Equal(TimeSpan.FromMinutes(15), state.Left(Start.AddMinutes(10)));

        state = state.With(new JournalEntry.StageEnded("UpdateGateway", Ending.Done, "") { At = Start.AddMinutes(10) }).With(new JournalEntry.StageStarted("UpdateAgents") { At = Start.AddMinutes(12) });
        Assert.Equal(TimeSpan.FromMinutes(14), state.Left(Start.AddMinutes(13)));
        Assert.Equal(TimeSpan.FromMinutes(25), state.Budget);
    }

    [Fact]
    public void A_stage_has_no_more_time_than_the_release_has_left()
    {
        var state = Moments.Before with { Plan = Moments.Plan with { Budget = TimeSpan.FromMinutes(20) } };
        state = state.With(new JournalEntry.RunStarted("anna", "runner-1", "Release") { At = Start }).With(new JournalEntry.StageStarted("UpdateGateway") { At = Start.AddMinutes(8) });

        Assert.Equal(TimeSpan.FromMinutes(11), state.Left(Start.AddMinutes(9)));
    }

    [Fact]
    public void The_way_back_begins_with_the_newest_change_also_of_an_earlier_process()
    {
        var before = ReleaseState.Fold(RecordedRelease.Entries("failed-and-undone").TakeWhile(entry => entry is not JournalEntry.RollbackStarted));
        var state = (Moments.Before with { Release = before }).With(new JournalEntry.RollbackStarted("asked for by the operator") { At = Start });

        Assert.Equal(["reports@east", "agents@east", "gateway@east"], state.Parts.Select(part => part.Name));
        Assert.Null(state.Left(Start));
    }

    [Fact]
    public void Progress_of_what_runs_has_its_place_and_anything_else_is_a_line_of_its_own()
    {
        var state = Moments.Updating;

        Assert.True(state.Holds(new RunProgress(Moments.Reports, "3 of 4 updated")));
        Assert.True(state.Holds(new RunProgress(Moments.Guard, "failed, 2 %")));
        Assert.True(state.Holds(new RunProgress("UpdateAgents/1", "soaking for 30 s")));
        Assert.False(state.Holds(new RunProgress(Moments.Reports, "hello", IsOutput: true)));
        Assert.False(state.Holds(new RunProgress(Moments.Agents, "its evidence is not saved: disk full")));
        Assert.False(state.Holds(new RunProgress("availability", "the ledger lacks its end")));
        Assert.False(Moments.Before.Holds(new RunProgress("", "")));
    }

    [Fact]
    public void A_guard_has_its_newest_figure_whether_or_not_it_is_news()
    {
        var state = Moments.Updating.With(new RunProgress(Moments.Guard, "passed, 0.03 %") { IsQuiet = true });
        Assert.Equal(("passed, 0.03 %", false), (state.Guards[Moments.Guard].Figure, state.Guards[Moments.Guard].Failed));

        state = state.With(new RunProgress(Moments.Guard, "failed, 2 %"));
        Assert.True(state.Guards[Moments.Guard].Failed);
    }

    [Fact]
    public void A_soak_is_over_when_the_next_wave_begins()
    {
        var state = Moments.Updating.With(new RunProgress("UpdateAgents/1", "soaking for 30 s"));
        Assert.Equal("soaking for 30 s", state.Note);

        state = state.With(new JournalEntry.StepStarting("UpdateAgents/2/agents@west/update", null) { At = Start });
        Assert.Equal(("", 2, "agents@west"), (state.Note, state.Wave, Assert.Single(state.Parts).Name));
    }

    [Fact]
    public void A_rollout_that_ended_well_has_all_of_its_pods()
    {
        var state = Moments.Updating.With(new JournalEntry.StepEnded(Moments.Reports, Ending.Done, "runs 2.3.1") { At = Start });

        Assert.Equal(new RolloutCounts(4, 4, 4, 4, 4), state.Steps[Moments.Reports].Counts);
    }

    [Fact]
    public void What_is_cleared_away_makes_no_failure_good()
    {
        var state = Moments.Failed.With(new JournalEntry.UndoStarting(Moments.Agents) { At = Start }).With(new JournalEntry.UndoEnded(Moments.Agents, Ending.Done, "undone") { At = Start });
        var status = state.Parts.Select(part => LiveStatus.Of(part, state)).ToArray();

        Assert.Equal(["undone", "failed"], status.Select(part => part.Word));
        Assert.Equal([LiveStanding.Done, LiveStanding.Failed], status.Select(part => part.Standing));
    }

    static LiveState Fold(params IEnumerable<JournalEntry> entries) => entries.Aggregate(Moments.Before, (state, entry) => state.With(entry));
}

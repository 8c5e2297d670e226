using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class ScheduleTests
{
    [Fact]
    public void Budgets_that_add_up_to_more_than_the_release_has_are_stated_with_the_stages_that_share_counted_once()
    {
        using var lab = new Lab(LabRunbook.WithStage("Validate", stage => stage with { Budget = TimeSpan.FromMinutes(95) }));

        Assert.Contains("The stages' budgets add up to 2 h 15 min; the release's own limit is 2 h and ends it earlier.", lab.Plan.Notes);
    }

    [Fact]
    public void Budgets_that_fit_need_no_note()
    {
        using var lab = new Lab();

        Assert.DoesNotContain(lab.Plan.Notes, note => note.Contains("add up to 1 h", StringComparison.Ordinal));
    }

    [Fact]
    public void Placements_of_a_wave_count_once_and_waves_one_after_the_other()
    {
        using var lab = new Lab(LabRunbook.WithSoak("UpdateAgents", TimeSpan.FromMinutes(1)));
        var (_, survey) = lab.Survey(Lab.Parameters());

        var stage = Schedule.Of(lab.Plan, survey).Stages.Single(stage => stage.Stage == "UpdateAgents");

        // Two waves of 10 min for the rollout and 1 min to verify, the second with a command of 30 s, a soak of 1 min after each.
        Assert.Equal((TimeSpan.FromMinutes(2), new TimeSpan(0, 24, 30)), (stage.Least, stage.Most));
    }

    [Fact]
    public void Limits_that_exceed_a_shared_budget_are_stated()
    {
        using var lab = new Lab();

        Assert.Contains("UpdateGateway + UpdateAgents: the steps' limits add up to 35 min 30 s along the critical path; the budget of 25 min ends it earlier.", lab.Plan.Notes);
    }

    [Theory]
    [InlineData(4, "25%", "25%", 2)]
    [InlineData(4, "25%", "0", 4)]
    [InlineData(10, "25%", "25%", 2)]
    [InlineData(3, "1", "0", 3)]
    [InlineData(3, "100%", "0", 1)]
    [InlineData(1, "0", "25%", 1)]
    public void A_rollout_takes_at_least_its_batches_times_minReadySeconds(int replicas, string surge, string unavailable, int batches)
    {
        using var lab = new Lab();
        Make(lab, "agents", replicas, $$"""{ "type": "RollingUpdate", "rollingUpdate": { "maxSurge": "{{surge}}", "maxUnavailable": "{{unavailable}}" } }""", minReadySeconds: 60);

        Assert.Equal(TimeSpan.FromMinutes(batches), Least(lab, "UpdateAgents"));
    }

    [Fact]
    public void A_strategy_that_the_release_writes_counts_not_the_live_one()
    {
        using var lab = new Lab();
        Make(lab, "gateway", 4, """{ "type": "Recreate" }""", minReadySeconds: 60);

        Assert.Equal(TimeSpan.FromMinutes(4), Least(lab, "UpdateGateway"));
    }

    [Fact]
    public void A_budget_that_cannot_hold_is_refused()
    {
        using var lab = new Lab();
        Make(lab, "gateway", 4, """{ "type": "RollingUpdate" }""", minReadySeconds: 400);

        Assert.Equal(
            ["UpdateGateway + UpdateAgents: needs at least 26 min 40 s, its budget is 25 min (raise the stage's budget or shorten soaks and minReadySeconds)"],
            lab.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_budget_that_cannot_hold_is_refused_even_when_its_first_stage_has_nothing_to_do()
    {
        using var lab = new Lab();
        Make(lab, "reports", 4, """{ "type": "RollingUpdate" }""", minReadySeconds: 1000);

        Assert.StartsWith("UpdateAgents: needs at least", lab.TryPlan(Lab.Parameters("reports")).Problems.Single().ToString(), StringComparison.Ordinal);
    }

    static void Make(Lab lab, string workload, int replicas, string strategy, int minReadySeconds)
    {
        var spec = lab.East.Objects[workload]["spec"]!;
        spec["replicas"] = replicas;
        spec["strategy"] = System.Text.Json.Nodes.JsonNode.Parse(strategy);
        spec["minReadySeconds"] = minReadySeconds;
    }

    static TimeSpan Least(Lab lab, string stage) =>
        Schedule.Of(lab.MakePlan(), lab.Survey(Lab.Parameters()).Survey).Stages.Single(duration => duration.Stage == stage).Least;
}

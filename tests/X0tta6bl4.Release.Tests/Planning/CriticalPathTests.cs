using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class CriticalPathTests
{
    [Fact]
    public void The_slowest_lane_of_each_wave_is_on_it_with_the_soaks_between()
    {
        using var lab = new Lab(LabRunbook.WithSoak("UpdateAgents", TimeSpan.FromMinutes(1)));

        var stage = CriticalPath.Of(lab.Plan).Stages.Single(stage => stage.Stage == "UpdateAgents");

        // 10 min for the rollout and 1 min to verify, the second with a command of 30 s. Of two that take as long, the first.
        Assert.Equal(
            [new CriticalWave("agents@east", TimeSpan.FromMinutes(11), TimeSpan.FromMinutes(1)), new CriticalWave("agents@west", new TimeSpan(0, 11, 30), TimeSpan.FromMinutes(1))],
            stage.Waves);
        Assert.Equal(new TimeSpan(0, 24, 30), stage.Most);
    }

    [Fact]
    public void Its_length_is_the_sum_of_all_stages()
    {
        using var lab = new Lab();
        var path = CriticalPath.Of(lab.Plan);

        Assert.Equal(path.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Most), path.Most);
        Assert.Equal(TimeSpan.FromMinutes(2 + 13) + new TimeSpan(0, 22, 30), path.Most);
    }

    [Fact]
    public void A_plan_of_nothing_takes_no_time() => Assert.Equal(TimeSpan.Zero, CriticalPath.Of(Empty with { Stages = [new PlannedStage { Name = "A", Budget = TimeSpan.FromMinutes(1), Owner = "x", Waves = [new PlannedWave(1, [], TimeSpan.Zero)] }] }).Most);

    [Fact]
    public void Soaks_are_told_apart_from_work()
    {
        using var lab = new Lab(LabRunbook.WithSoak("UpdateGateway", TimeSpan.FromMinutes(2)));

        Assert.Contains("Critical path: at most 39 min 30 s of 2 h, 2 min of it soaks; ", PlanText.Of(lab.Plan), StringComparison.Ordinal);
        Assert.Contains("  gateway@east 13 min, soak 2 min\n", PlanText.Of(lab.Plan), StringComparison.Ordinal);
    }

    static Plan Empty => new() { Estate = "lab", Version = "1.0.0", Intent = "", Budget = TimeSpan.FromHours(1), Images = [], Stages = ImmutableArray<PlannedStage>.Empty };
}

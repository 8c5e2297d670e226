using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class SurveyorTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public void Everything_a_plan_needs_is_read()
    {
        var (_, survey) = lab.Survey(Lab.Parameters());

        Assert.Equal(["east", "west"], survey.Clusters.Keys);
        Assert.Equal(["agents@east", "agents@west", "gateway@east", "reports@east"], survey.Workloads.Keys);
        Assert.Equal(["agents", "gateway", "reports"], survey.Images.Keys);
        Assert.Empty(survey.Unread);
    }

    [Fact]
    public void A_cluster_that_does_not_answer_is_one_problem_however_many_placements_it_has()
    {
        lab.East.Unreachable = true;

        var (_, survey) = lab.Survey(Lab.Parameters());

        Assert.Equal(["east: no answer for 30 s"], survey.Problems.Select(problem => problem.ToString()));
        Assert.Equal(["agents@west"], survey.Workloads.Keys);
        Assert.Equal(["east: no answer for 30 s"], lab.TryPlan(Lab.Parameters()).Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_registry_that_denies_access_is_not_an_image_that_is_missing()
    {
        lab.Registry.Answer = _ => throw new EstateAccessException(AccessFailure.Denied, "https://registry.example.com", "401 Unauthorized");

        var problems = lab.TryPlan(Lab.Parameters()).Problems;

        Assert.Equal(["https://registry.example.com: 401 Unauthorized"], problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task A_cancelled_survey_is_cancelled()
    {
        var (scope, _) = lab.Survey(Lab.Parameters());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Surveyor.SurveyAsync(lab.Estate.View(), scope, "2.3.1", lab.Time, new CancellationToken(canceled: true)));
    }

    public void Dispose() => lab.Dispose();
}

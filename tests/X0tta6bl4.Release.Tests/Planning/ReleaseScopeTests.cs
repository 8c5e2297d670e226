using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

public sealed class ReleaseScopeTests
{
    [Fact]
    public void Unknown_names_are_reported_all_at_once_with_the_known_ones() =>
        Assert.Equal(
            [
                "--component: the runbook has no component 'gatway'; it has gateway, agents, reports",
                "--without: estate lab has no cluster 'north'; it has east, west",
            ],
            ReleaseScope.Of(LabRunbook.Value, Lab.Parameters("gatway") with { Without = ["north"] }).Problems.Select(problem => problem.ToString()));

    [Fact]
    public void An_unknown_estate_is_refused_with_the_known_ones() =>
        Assert.Equal(
            "--estate: the runbook has no estate 'nowhere'; it has lab",
            ReleaseScope.Of(LabRunbook.Value, Lab.Parameters() with { Estate = "nowhere" }).Problems.Single().ToString());

    [Fact]
    public void Leaving_everything_out_is_refused() =>
        Assert.Equal("nothing is left to release", ReleaseScope.Of(LabRunbook.Value, Lab.Parameters() with { Without = ["east", "west"] }).Problems.Single().Message);

    [Fact]
    public void Clusters_and_components_without_a_placement_in_scope_are_out_of_it()
    {
        var scope = ReleaseScope.Of(LabRunbook.Value, Lab.Parameters("agents") with { Without = ["east"] }).Value!;

        Assert.Equal(["west"], scope.Clusters.Select(cluster => cluster.Name));
        Assert.Equal(["agents@west"], scope.Placements.Select(placement => placement.Name));
        Assert.Equal(["agents@east"], scope.LeftOut.Select(placement => placement.Name));
    }

    [Theory]
    [InlineData(new string[0], new[] { "east", "west" })]
    [InlineData(new[] { "west" }, new[] { "east" })]
    [InlineData(new[] { "east" }, new[] { "west" })]
    public void The_primary_cluster_is_locked_first_unless_it_is_left_out(string[] without, string[] locked) =>
        Assert.Equal(locked, ReleaseScope.Of(LabRunbook.Value, Lab.Parameters() with { Without = [.. without] }).Value!.Locked.Select(cluster => cluster.Name));

    [Fact]
    public void A_primary_cluster_without_a_placement_in_scope_is_locked_all_the_same()
    {
        var scope = ReleaseScope.Of(LabRunbook.WithPrimary("west"), Lab.Parameters("gateway")).Value!;

        Assert.Equal(["east"], scope.Clusters.Select(cluster => cluster.Name));
        Assert.Equal(["west", "east"], scope.Locked.Select(cluster => cluster.Name));
    }
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Planning;

/// <summary>A Deployment that Argo CD, Flux or Helm keeps: refused, taken, or changed as its owner.</summary>
public sealed class OwnedWorkloadTests
{
    [Fact]
    public void It_is_refused_unless_the_runbook_says_what_to_do()
    {
        using var lab = new Lab();
        GiveToArgo(lab.East);

        var refused = lab.TryPlan(Lab.Parameters());

        Assert.Equal(
            "east/system/deployment/gateway: is kept by Argo CD (shop), which brings back what its own source says (release it there, or say 'whenOwned: take' or 'whenOwned: actAsOwner' of gateway in the runbook)",
            Assert.Single(refused.Problems).ToString());
    }

    [Theory]
    [InlineData(OwnedPolicy.Take, null, "all the same and owned by this release")]
    [InlineData(OwnedPolicy.ActAsOwner, "argocd-controller", "under the name of argocd-controller")]
    public void Else_the_plan_says_under_whose_name_it_is_changed(OwnedPolicy policy, string? manager, string note)
    {
        using var lab = new Lab(With(policy), GiveToArgo);

        Assert.Equal(manager, lab.Plan.Updates.Single(update => update.Workload.Name == "gateway").Manager);
        Assert.Contains($"gateway@east is kept by Argo CD (shop); its image is changed {note}.", lab.Plan.Notes.Single(text => text.Contains("Argo", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OwnedPolicy.Take, "x0tta6bl4-release")]
    [InlineData(OwnedPolicy.ActAsOwner, "argocd-controller")]
    public async Task Change_and_undo_are_written_under_that_name(OwnedPolicy policy, string manager)
    {
        using var lab = new Lab(With(policy), GiveToArgo);

        await lab.RunAsync();
        await lab.RollBackAsync();

        Assert.Equal([manager, manager], lab.East.Managers["gateway"]);
    }

    static Runbook With(OwnedPolicy policy) => LabRunbook.Value with { Components = [.. LabRunbook.Value.Components.Select(component => component with { WhenOwned = policy })] };

    static void GiveToArgo(MemoryCluster cluster) => cluster.Objects["gateway"]["metadata"]!["annotations"]!.AsObject()["argocd.argoproj.io/tracking-id"] = JsonValue.Create("shop:apps/Deployment:system/gateway");
}

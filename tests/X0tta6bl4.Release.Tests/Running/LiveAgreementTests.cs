using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using X0tta6bl4.Release.Tests.Testing;

namespace X0tta6bl4.Release.Tests.Running;

public sealed class LiveAgreementTests : IDisposable
{
    readonly Lab lab = new();

    [Fact]
    public async Task What_a_run_left_agrees_with_its_plan()
    {
        await lab.RunAsync();

        Assert.Null(await DifferenceAsync());
    }

    [Fact]
    public async Task Before_the_run_the_first_difference_is_named() =>
        Assert.Equal("east/system/deployment/gateway is set to example/gateway:2.3.0", await DifferenceAsync());

    [Fact]
    public async Task A_workload_that_is_gone_replaced_or_unhealthy_does_not_agree()
    {
        await lab.RunAsync();
        lab.East.Rollout = _ => new RolloutReading(RolloutState.Progressing, "3 of 4 available", RolloutCounts.None);
        Assert.Equal("east/system/deployment/gateway: 3 of 4 available", await DifferenceAsync());

        lab.East.Objects["gateway"]["metadata"]!["uid"] = "another";
        Assert.Equal("east/system/deployment/gateway was replaced", await DifferenceAsync());

        lab.East.Objects.Remove("gateway");
        Assert.Equal("east/system/deployment/gateway does not exist any more", await DifferenceAsync());
    }

    [Fact]
    public async Task A_stage_that_changes_nothing_always_agrees() =>
        Assert.Null(await LiveAgreement.DifferenceAsync(lab.Estate, lab.Stage("Prepare").Steps, CancellationToken.None));

    Task<string?> DifferenceAsync() => LiveAgreement.DifferenceAsync(lab.Estate, lab.Plan.Steps, CancellationToken.None);

    public void Dispose() => lab.Dispose();
}

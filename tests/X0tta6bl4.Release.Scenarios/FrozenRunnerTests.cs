using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>A runner is frozen while a request of it is under way; its lock expires, another runner takes over and completes the release; only then does
/// the request arrive, and the first runner wakes.</summary>
public sealed class FrozenRunnerTests
{
    const string Deployments = "/apis/apps/v1/namespaces/x0tta6bl4-system/deployments/api-gateway?";
    const string Trials = "/apis/apps/v1/namespaces/staging/deployments/api-gateway-staging";
    const string Copies = "/api/v1/namespaces/x0tta6bl4-system/configmaps/x0tta6bl4-release-";
    const string Leases = "/apis/coordination.k8s.io/v1/namespaces/x0tta6bl4-system/leases/";

    [Theory]
    [InlineData("the token's patch", "PATCH", Deployments, "\"add\"")]
    [InlineData("the change of a Deployment", "PATCH", Deployments, "/spec/template/")]
    [InlineData("the deletion of a copy on trial", "DELETE", Trials, "")]
    [InlineData("an entry of the journal's copy", "PATCH", Copies, "")]
    [InlineData("a renewal of the lock", "PUT", Leases, "")]
    public async Task Nothing_lands_of_what_a_frozen_runner_sent_or_sends_after_it_wakes(string what, string method, string path, string body)
    {
        await using var checkout = await Checkout.WithSandboxAsync();
        BuildProcess? first = null;
        await using var proxy = new HoldingProxy(
            checkout.Server("eks-us-east-1"),
            request => request.StartsWith($"{method} {path}", StringComparison.Ordinal) && request.Contains(body, StringComparison.Ordinal),
            () => first!.Signal("STOP"));
        await using var frozen = Checkout.OnSandboxOf(checkout, ("eks-us-east-1", proxy.Url));
        await using var other = Checkout.OnSandboxOf(checkout);
        foreach (var runner in new[] { frozen, other })
        {
            runner.SetLock(renewal: "1s", expiry: "3s");
            runner.ChangeRunbook(ShortRunbook.WithoutMeasuring);
        }

        using var run = first = frozen.Start(Command);
        await proxy.HeldAsync();

        (await TakeOverAsync(other)).Ends(0);
        var completed = (await checkout.ReadEstateAsync()).Whole();
        var status = await proxy.DeliverAsync();

        Assert.True(status is >= 400 and < 500, $"{what}: {status}");
        Assert.Equal(completed, (await checkout.ReadEstateAsync()).Whole());
        first.Signal("CONT");
        // It may find everything as it wants it, or its lock lost.
        Assert.Contains((await first.EndAsync()).ExitCode, new[] { 0, 5 });
        Assert.Empty(proxy.Landed);
        Assert.Equal(completed, (await checkout.ReadEstateAsync()).Whole());
        (await other.RunAsync("Status")).Ends(0).Says("2.3.1", "done");
    }

    static string[] Command => ["Release", "--version", "2.3.1", "--component", "api-gateway"];

    // Locked out until the lock has expired.
    static async Task<BuildRun> TakeOverAsync(Checkout other)
    {
        BuildRun run;
        do
        {
            run = await other.RunAsync(Command);
        }
        while (run.ExitCode == 5 && run.Text.Contains("is locked", StringComparison.Ordinal));

        return run;
    }
}

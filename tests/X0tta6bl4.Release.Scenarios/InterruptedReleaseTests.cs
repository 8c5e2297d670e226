using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

public sealed class InterruptedReleaseTests
{
    const string Gateway = "eks-us-east-1/x0tta6bl4-system/api-gateway";

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_signal_stops_at_a_safe_point_and_the_same_command_goes_on(string signal, int exitCode)
    {
        await using var checkout = await Checkout.WithSandboxAsync(speed: 1);
        using var first = checkout.Start("Release", "--version", "2.3.1");
        await first.SeesAsync("api-gateway: 2.3.0");

        first.Signal(signal);
        (await first.EndAsync()).Ends(exitCode).Says("./build.sh Release --version 2.3.1", "to go on");
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);

        Assert.Equal(2, (await checkout.ReadEstateAsync()).Changes(Gateway));
    }

    [Fact]
    public async Task A_killed_run_is_resumed_and_every_object_is_changed_once()
    {
        await using var checkout = await Checkout.WithSandboxAsync(speed: 1);
        using var first = checkout.Start("Release", "--version", "2.3.1");
        await first.SeesAsync("cultural-agents: 2.3.0");

        first.Kill();
        await first.EndAsync();
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateGateway: skipped, done at");

        var estate = await checkout.ReadEstateAsync();
        Assert.All(estate.Names.Where(name => !name.Contains("test-runner", StringComparison.Ordinal)), name => Assert.Equal(2, estate.Changes(name)));
    }

    [Fact]
    public async Task A_killed_run_can_be_taken_back()
    {
        await using var checkout = await Checkout.WithSandboxAsync(speed: 1);
        var before = (await checkout.ReadEstateAsync()).Lasting();
        using var first = checkout.Start("Release", "--version", "2.3.1");
        await first.SeesAsync("cultural-agents: 2.3.0");

        first.Kill();
        await first.EndAsync();
        (await checkout.RunAsync("Rollback")).Ends(0);

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task A_second_run_on_the_same_estate_is_locked_out()
    {
        await using var checkout = await Checkout.WithSandboxAsync("never-ready-gateway", speed: 1);
        using var first = checkout.Start("Release", "--version", "2.3.1", "--skip", "StagingTest");
        await first.SeesAsync("api-gateway: 2.3.0");

        // However slow this machine is, the first run is not at its end by then.
        first.Signal("STOP");
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(5).Says("locked");
        first.Signal("CONT");
        (await first.EndAsync()).Ends(1);
    }
}

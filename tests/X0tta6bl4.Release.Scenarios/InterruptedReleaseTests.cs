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
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
        using var first = checkout.Start("Release", "--version", "2.3.1");
        await first.SeesAsync("api-gateway: 2.3.0");

        first.Signal(signal);
        (await first.EndAsync()).Ends(exitCode).Says("./build.sh Release --version 2.3.1", "to go on");
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0);

        Assert.Equal(2, (await checkout.ReadEstateAsync()).Changes(Gateway));
    }

    [Fact]
    public async Task A_signal_in_the_middle_of_a_wave_awaits_what_is_under_way_and_the_same_command_goes_on()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);
        await using var wave = new InterruptedWave(checkout);
        using var first = await wave.StartAsync();

        first.Signal("TERM");
        await wave.DeliverAsync();
        (await first.EndAsync()).Ends(143).Says("./build.sh Release --version 2.3.1 ", "--component cultural-agents", "to go on");
        (await wave.Runner.RunAsync(InterruptedWave.Command)).Ends(0).Says("Release 2.3.1 on sandbox: done");

        var estate = await checkout.ReadEstateAsync();
        Assert.All(InterruptedWave.Placements, placement => Assert.Equal(2, estate.Changes(placement)));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_signal_in_the_middle_of_a_wave_undoes_everything_where_the_operator_wants_it_so(string signal, int exitCode)
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);
        var before = (await checkout.ReadEstateAsync()).Lasting();
        await using var wave = new InterruptedWave(checkout);
        using var first = await wave.StartAsync("--on-signal", "rollback");

        first.Signal(signal);
        await wave.DeliverAsync();
        (await first.EndAsync()).Ends(exitCode).Says("Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    // A CI system that cancels a job sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more SIGKILL: a run whose cluster does not answer has ended by then.
    [Fact]
    public async Task A_cluster_that_does_not_answer_keeps_no_run_from_ending_after_a_signal_and_the_same_command_goes_on()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);
        await using var wave = new InterruptedWave(checkout);
        using var first = await wave.StartAsync();

        first.Signal("INT");
        var run = await first.EndAsync();
        Assert.False(wave.WasAnswered, run.Text);
        run.Ends(130).Says("./build.sh Release --version 2.3.1 ", "--component cultural-agents", "to go on");
        await wave.DeliverAsync();
        (await wave.Runner.RunAsync(InterruptedWave.Command)).Ends(0).Says("Release 2.3.1 on sandbox: done");

        var estate = await checkout.ReadEstateAsync();
        Assert.All(InterruptedWave.Placements, placement => Assert.Equal(2, estate.Changes(placement)));
    }

    // A run that is to go back waits for the answer; the second signal ends that, too.
    [Fact]
    public async Task A_second_signal_ends_the_waiting_for_a_cluster_and_the_way_back_and_says_how_to_go_it()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);
        var before = (await checkout.ReadEstateAsync()).Lasting();
        await using var wave = new InterruptedWave(checkout);
        using var first = await wave.StartAsync("--on-signal", "rollback");

        first.Signal("INT");
        await first.SeesAsync("SIGINT: ");
        first.Signal("TERM");
        var run = await first.EndAsync();
        Assert.False(wave.WasAnswered, run.Text);
        run.Ends(4).Says("Not everything is undone", "./build.sh Rollback");
        await wave.DeliverAsync();
        (await wave.Runner.RunAsync("Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task A_killed_run_is_resumed_and_every_object_is_changed_once()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
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
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
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
        await using var checkout = await ShortRunbook.CheckoutAsync("never-ready-gateway", speed: 1);
        using var first = checkout.Start("Release", "--version", "2.3.1", "--skip", "StagingTest");
        await first.SeesAsync("api-gateway: 2.3.0");

        // However slow this machine is, the first run is not at its end by then.
        first.Signal("STOP");
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(5).Says("locked");
        first.Signal("CONT");
        (await first.EndAsync()).Ends(1);
    }
}

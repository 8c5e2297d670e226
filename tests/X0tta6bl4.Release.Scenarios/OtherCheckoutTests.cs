using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>The machine that began a release is gone; another one knows nothing but the estate's name.</summary>
public sealed class OtherCheckoutTests
{
    const string Gateway = "eks-us-east-1/x0tta6bl4-system/api-gateway";

    [Fact]
    public async Task A_fresh_checkout_finds_the_open_release_and_the_same_command_completes_it()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
        await KillAsync(checkout, "cultural-agents: 2.3.0");
        await using var fresh = Checkout.OnSandboxOf(checkout);

        (await fresh.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateGateway: skipped, done at");

        Assert.Equal(Path.GetFileName(checkout.NewestRelease()), Path.GetFileName(fresh.NewestRelease()));
        Assert.Equal(2, (await checkout.ReadEstateAsync()).Changes(Gateway));
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("Validate: skipped, done at");
    }

    [Fact]
    public async Task A_second_checkout_rolls_back_what_the_first_one_began_and_both_know_it()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
        var before = (await checkout.ReadEstateAsync()).Lasting();
        await KillAsync(checkout, "cultural-agents: 2.3.0");
        await using var second = Checkout.OnSandboxOf(checkout);

        (await second.RunAsync("Report")).Ends(0).Says("Release 2.3.1 on sandbox: open");
        (await second.RunAsync("Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        (await checkout.RunAsync("Rollback")).Ends(2).Says("this release is undone already");
    }

    [Fact]
    public async Task Another_version_is_refused_while_a_release_is_open_and_closing_it_frees_the_estate()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("never-ready-gateway");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--skip", "StagingTest", "--on-failure", "stop")).Ends(3);
        await using var second = Checkout.OnSandboxOf(checkout);

        (await second.RunAsync("Release", "--version", "2.3.2")).Ends(5).Says("this release is open on estate sandbox", "./build.sh Rollback --estate sandbox --release-id 2.3.1-");
        (await second.RunAsync("Close")).Ends(0).Says("Release 2.3.1 on sandbox: closed");

        (await checkout.RunAsync("Close")).Ends(2).Says("no such release is open");
    }

    [Fact]
    public async Task Where_no_journal_can_be_copied_nothing_is_changed_and_the_message_says_why()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("journal-refused");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        var run = await checkout.RunAsync("Release", "--version", "2.3.1");

        run.Ends(2).Says("the undo cannot be copied to eks-us-east-1, so nothing is changed", "the scenario's admission refuses it");
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
        (await checkout.RunAsync("Rollback")).Ends(2).Says("no release to undo was found");
    }

    [Fact]
    public async Task Where_the_copy_is_refused_in_the_middle_of_a_release_no_further_effect_happens_and_what_did_is_undone_without_it()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 50);
        var before = (await checkout.ReadEstateAsync()).Lasting();
        var isRefused = false;
        await using var relay = new Relay(checkout.Server("eks-us-east-1"), (request, _) => Task.FromResult(Refuses(request) ? Relay.Passage.Denied : Relay.Passage.Granted), (_, _, _) => Task.CompletedTask);
        await using var runner = Checkout.OnSandboxOf(checkout, ("eks-us-east-1", relay.Url));
        runner.ChangeRunbook(ShortRunbook.WithoutMeasuring);

        var run = await runner.RunAsync("Release", "--version", "2.3.1", "--component", "api-gateway", "cultural-agents");

        run.Ends(1).Says(
            "UpdateGateway: done", "the undo cannot be copied to eks-us-east-1, so nothing is changed", "forbidden by the test", "api-gateway: undoing", "Release 2.3.1 on sandbox: undone",
            "The copy of the journal in eks-us-east-1 lacks");
        var after = await checkout.ReadEstateAsync();
        Assert.Equal(before, after.Lasting());
        Assert.Equal(3, after.Changes(Gateway));
        Assert.Equal(1, after.Changes("eks-us-east-1/x0tta6bl4-system/cultural-agents"));

        // From the first undo of the stage on.
        bool Refuses(RelayedRequest request)
        {
            var change = request.Changes ? Change.Of("eks-us-east-1", request) : null;
            isRefused |= change is { Kind: ChangeKind.Entry } && change.Subject.StartsWith("UpdateAgents/", StringComparison.Ordinal);
            return isRefused && change is { Kind: ChangeKind.Entry or ChangeKind.Journal };
        }
    }

    [Fact]
    public async Task A_run_from_another_checkout_is_locked_out_and_told_by_whom_until_the_lock_is_given_back()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("never-ready-gateway", speed: 1);
        checkout.SetLock(renewal: "10s", expiry: "10m");
        await using var second = Checkout.OnSandboxOf(checkout);
        using var first = checkout.Start("Release", "--version", "2.3.1", "--skip", "StagingTest");
        await first.SeesAsync("api-gateway: 2.3.0");

        // However slow this machine is, the first run is not at its end by then.
        first.Signal("STOP");
        (await second.RunAsync("Release", "--version", "2.3.1")).Ends(5)
            .Says("Estate sandbox is locked on eks-us-east-1 by", $"(process {first.Id})", "for Release 2.3.1", "./build.sh Unlock --estate sandbox");
        (await second.RunAsync("Status")).Ends(0).Says("open", $"(process {first.Id})", "last sign of life");
        (await second.RunAsync("Unlock")).Ends(5).Says("Nothing shows that it is dead");
        first.Signal("CONT");

        (await first.EndAsync()).Ends(1);
        (await second.RunAsync("Status")).Ends(0).Says("undone", "lock     free on eks-us-east-1, k3s-moscow, k3s-spb", "api-gateway@eks-us-east-1");
    }

    [Fact]
    public async Task A_lock_whose_process_was_killed_can_be_broken()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(speed: 1);
        await KillAsync(checkout, "api-gateway: 2.3.0");

        (await checkout.RunAsync("Status")).Ends(0).Says("its holder is dead", "./build.sh Release --version 2.3.1 --estate sandbox to go on");
        (await checkout.RunAsync("Unlock")).Ends(0).Says("eks-us-east-1: the lock of", "is broken: its");
        (await checkout.RunAsync("Unlock")).Ends(0).Says("k3s-spb: free");
    }

    static async Task KillAsync(Checkout checkout, string moment)
    {
        using var first = checkout.Start("Release", "--version", "2.3.1");
        await first.SeesAsync(moment);
        first.Kill();
        await first.EndAsync();
    }
}

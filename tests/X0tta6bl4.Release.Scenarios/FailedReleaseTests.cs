using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

public sealed class FailedReleaseTests
{
    [Theory]
    [InlineData("crash-loop-spb", "K-CRASHLOOP", "k3s-spb/x0tta6bl4-system/")]
    [InlineData("never-ready-gateway", "K-NEVER-READY", "eks-us-east-1/staging/")]
    public async Task A_doomed_rollout_is_named_and_everything_is_undone(string scenario, string code, string where)
    {
        await using var checkout = await ShortRunbook.CheckoutAsync(scenario);
        var before = (await checkout.ReadEstateAsync()).Lasting();

        var run = await checkout.RunAsync("Release", "--version", "2.3.1");

        run.Ends(1).Says(code, where, "Release 2.3.1 on sandbox: undone", "next");
        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task What_shows_why_a_rollout_failed_is_saved_before_it_is_undone_and_linked_in_the_report()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("crash-loop-spb");

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--component", "cultural-agents", "--skip", "StagingTest")).Ends(1).Says("evidence saved");

        var release = checkout.NewestRelease();
        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(release, "evidence")));
        var name = Path.GetFileName(folder);
        Assert.Matches("^001-UpdateAgents-[0-9]-cultural-agents@k3s-spb-update$", name);
        var place = Path.Combine(folder, "k3s-spb", "x0tta6bl4-system");
        Assert.Contains(Directory.GetFiles(place, "*.log"), file => TextOf(file).Contains("mode crash: giving up", StringComparison.Ordinal));
        Assert.NotEmpty(Directory.GetFiles(place, "replicaset-*.yaml"));
        Assert.All(Directory.GetFiles(place, "pod-*.yaml"), file => Assert.Contains("name: DRAIN_SECONDS\n      value: \"***\"", TextOf(file), StringComparison.Ordinal));
        Assert.Contains("BackOff pod/cultural-agents-spb-", TextOf(Path.Combine(place, "events-of-deployment-cultural-agents-spb.txt")), StringComparison.Ordinal);
        Assert.Contains("K-CRASHLOOP at k3s-spb/x0tta6bl4-system/pod/", TextOf(Path.Combine(folder, "README.txt")), StringComparison.Ordinal);
        Assert.Contains($"(evidence/{name}/README.txt)", TextOf(Path.Combine(release, "report.md")), StringComparison.Ordinal);
        Assert.Contains($"\"path\": \"evidence/{name}\"", TextOf(Path.Combine(release, "report.json")), StringComparison.Ordinal);
        var journal = TextOf(Path.Combine(release, "journal.jsonl"));
        Assert.InRange(journal.IndexOf("\"evidenceSaved\"", StringComparison.Ordinal), 0, journal.IndexOf("\"undoStarting\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_trial_the_live_rollout_is_judged_and_undone_all_the_same()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("never-ready-gateway");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--skip", "StagingTest")).Ends(1).Says("K-NEVER-READY", "eks-us-east-1/x0tta6bl4-system/pod/api-gateway-", "undone");

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task What_saves_and_checks_everything_cannot_be_skipped()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--skip", "Prepare")).Ends(2).Says("Prepare is not done for this release");
    }

    [Fact]
    public async Task Failing_integration_tests_end_the_release_before_anything_live_is_touched()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("staging-tests-fail");
        var before = await checkout.ReadEstateAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(1).Says("1 of 3 integration tests failed", "UpdateGateway", "undone");

        var after = await checkout.ReadEstateAsync();
        Assert.Equal(before.Names, after.Names);
        Assert.All(before.Names, name => Assert.Equal(before.Generation(name), after.Generation(name)));
    }

    [Fact]
    public async Task A_missing_image_is_refused_before_anything_is_written()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("image-missing");
        var before = await checkout.ReadEstateAsync();

        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(2).Says("x0tta6bl4/quantum-engine:2.3.1", "the registry has no such image");

        Assert.Equal(before.Lasting(), (await checkout.ReadEstateAsync()).Lasting());
        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task With_on_failure_stop_the_release_stays_open_until_a_human_decides()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("crash-loop-spb");
        var before = (await checkout.ReadEstateAsync()).Lasting();

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--on-failure", "stop")).Ends(3).Says("to go on", "Rollback");
        (await checkout.RunAsync("Release", "--version", "2.3.2")).Ends(5).Says("this release is open", "it releases 2.3.1");
        (await checkout.RunAsync("Rollback")).Ends(0);

        Assert.Equal(before, (await checkout.ReadEstateAsync()).Lasting());
    }

    [Fact]
    public async Task A_release_that_can_neither_go_on_nor_back_can_be_given_up()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("crash-loop-spb");
        (await checkout.RunAsync("Close")).Ends(2).Says("nothing to close");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--on-failure", "stop")).Ends(3);

        (await checkout.RunAsync("Close")).Ends(0).Says("Release 2.3.1 on sandbox: closed");

        (await checkout.RunAsync("Rollback")).Ends(0).Says("Release 2.3.1 on sandbox: undone");
    }

    [Fact]
    public async Task After_the_cause_is_mended_the_same_command_goes_on()
    {
        await using var checkout = await ShortRunbook.CheckoutAsync("crash-loop-spb");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--on-failure", "stop")).Ends(3);

        await checkout.SetScenarioAsync("happy");
        (await checkout.RunAsync("Release", "--version", "2.3.1")).Ends(0).Says("UpdateGateway: skipped, done at", "Release 2.3.1 on sandbox: done");
    }

    [Fact]
    public async Task A_rehearsal_uses_a_sandbox_of_its_own_and_ends_like_the_release_it_rehearses()
    {
        await using var checkout = Checkout.Create();

        (await checkout.RunAsync("Rehearse", "--list-scenarios")).Ends(0).Says("happy", "image-missing", "crash-loop-spb", "never-ready-gateway", "api-flaky", "fault:K-QUOTA");
        (await checkout.RunAsync("Rehearse", "--scenario", "image-missing")).Ends(2).Says("the registry has no such image");
        (await checkout.RunAsync("Rehearse", "--scenario", "no-such-thing")).Ends(2).Says("there is no scenario 'no-such-thing'");
        (await checkout.RunAsync("Rehearse", "--scenario", "fault:K-QOUTA")).Ends(2).Says("did you mean 'fault:K-QUOTA'?");
        (await checkout.RunAsync("Rehearse", "--scenario", "K-WEBHOOK")).Ends(2).Says("did you mean 'fault:K-WEBHOOK-DENIED' or 'fault:K-WEBHOOK-DOWN'?");
    }

    static string TextOf(string file) => File.ReadAllText(file);
}

using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

public sealed class BadInputTests
{
    public static TheoryData<string, string> OneMistake => new()
    {
        { "Release", "--version: is missing" },
        { "Release --version banana", "'banana' is no version" },
        { "Release --version 2.3.1 --estate nowhere", "no estate 'nowhere'; it has sandbox, production" },
        { "Release --verison 2.3.1", "did you mean '--version'?" },
        { "Relaese --version 2.3.1", "did you mean 'Release'?" },
        { "Release --version 2.3.1 --runbook missing.yaml", "missing.yaml cannot be read" },
        { "Release --version 2.3.1 --on-failure explode", "'explode' is not allowed; it is rollback or stop" },
        { "Release --version 2.3.1 --component api-getaway", "no component 'api-getaway'" },
        { "Release --version 2.3.1 --without mars", "no cluster 'mars'" },
        { "Rehearse", "--scenario: is missing" },
        { "Watch --for tomorrow", "--for: 'tomorrow' is no time" },
        { "Watch --for 0s", "--for: '0s' is no time" },
        { "Watch --for", "--for needs a value" },
        { "Release --version 2.3.1 --language klingon", "--language: 'klingon' is not spoken here; en and ru are" },
    };

    [Theory]
    [MemberData(nameof(OneMistake))]
    public async Task A_mistake_gets_one_clear_message_and_nothing_is_written(string command, string message)
    {
        await using var checkout = Checkout.Create();

        var run = await checkout.RunAsync(command.Split(' '));

        run.Ends(2).Says(message);
        Assert.Single(run.Lines, line => line.Contains(message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("GITLAB_CI")]
    public async Task On_a_runner_the_estate_must_be_named(string variable)
    {
        await using var checkout = Checkout.Create();

        var run = await checkout.RunAsync(new Dictionary<string, string> { [variable] = "true" }, "Release", "--version", "2.3.1");

        run.Ends(2).Says("--estate: must be given on a CI runner");
        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task An_unreadable_kubeconfig_and_an_unreachable_server_are_told_apart()
    {
        await using var checkout = Checkout.Create();
        var kubeconfig = Path.Combine(checkout.Root, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, Kubeconfigs.Unreachable, TestContext.Current.CancellationToken);

        (await checkout.RunAsync("Release", "--version", "2.3.1", "--estate", "production", "--kubeconfig", "none")).Ends(2).Says("eks-us-east-1, k3s-moscow, k3s-spb: there is no kubeconfig at");
        (await checkout.RunAsync("Release", "--version", "2.3.1", "--estate", "production", "--kubeconfig", kubeconfig)).Ends(2).Says("eks-us-east-1", "k3s-moscow", "k3s-spb");
        Assert.False(Directory.Exists(checkout.Artifacts));
    }

    [Fact]
    public async Task Five_mistakes_in_a_runbook_are_five_messages_with_their_places()
    {
        await using var checkout = Checkout.Create();
        var path = Path.Combine(checkout.Root, "build", "runbook.yaml");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        text = text.Replace("budget: 2h", "budget: 2 hours", StringComparison.Ordinal).Replace("maxSurge: 25%", "maxSurge: lots", StringComparison.Ordinal)
            .Replace("image: x0tta6bl4/cultural-agents", "image: x0tta6bl4/cultural-agents:2.3.0", StringComparison.Ordinal)
            .Replace("role: primary", "role: boss", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        var run = await checkout.RunAsync("Release", "--version", "2.3.1");

        run.Ends(2);
        Assert.True(run.Lines.Count(line => line.StartsWith("build/runbook.yaml(", StringComparison.Ordinal)) >= 5, run.Text);
    }
}

using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Scenarios;

/// <summary>Where no kubeconfig is given, kind makes the clusters; where it cannot, that is said before anything is compiled.</summary>
public sealed class ClusterTestTests
{
    [Theory]
    [InlineData(null, null, "docker is not installed")]
    [InlineData("exit 1", "exit 0", "'docker info' ended with 1")]
    [InlineData("exit 0", null, "kind is not installed")]
    [InlineData("exit 0", "exit 3", "'kind version' ended with 3")]
    public async Task What_keeps_kind_from_making_clusters_is_said(string? docker, string? kind, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kind's pods are reached on Linux only");
        await using var checkout = Checkout.Create();
        var path = StandIns.Put(checkout.Root, ("docker", docker), ("kind", kind));

        var run = await checkout.RunAsync(new Dictionary<string, string> { ["PATH"] = path }, "ClusterTest");

        run.Ends(2).Says($"--kubeconfig: is missing, and kind cannot make clusters here: {message}", "./build.sh ClusterTest --kubeconfig");
        Assert.DoesNotContain("Compile", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_makes_three_clusters_with_the_platform_and_says_where_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kind's pods are reached on Linux only");
        using var script = new KindScript();

        var (code, output) = await script.RunAsync("up");

        Assert.True(code == 0, output);
        Assert.Contains($"CLUSTER_TEST_KUBECONFIG={script.Kubeconfig}\n", output, StringComparison.Ordinal);
        Assert.Contains("CLUSTER_TEST_PROMETHEUS=http://172.18.0.2:30090\n", output, StringComparison.Ordinal);
        Assert.Equal("context: eks-us-east-1\ncontext: k3s-moscow\ncontext: k3s-spb\n", await File.ReadAllTextAsync(script.Kubeconfig, TestContext.Current.CancellationToken));

        // Whatever stood from an earlier run goes first; nothing goes afterwards.
        Assert.Equal("kind delete clusters x0tta6bl4-test-eks-us-east-1 x0tta6bl4-test-k3s-moscow x0tta6bl4-test-k3s-spb", script.Calls[0]);
        Assert.Single(script.Calls, call => call.StartsWith("kind delete", StringComparison.Ordinal));
        Assert.Equal(
            ["2.3.0 ok", "2.3.1 ok", "6.6.6 crash", "6.6.7 never-ready", "6.6.8 errors=20", "6.6.9 slow=400"],
            script.Calls.Where(call => call.StartsWith("docker build", StringComparison.Ordinal)).Select(call => $"{After(call, "TAG=")} {After(call, "MODE=")}"));
        Assert.Contains("docker push --quiet 127.0.0.1:15000/x0tta6bl4/quantum-engine:6.6.9", script.Calls);
        Assert.Contains("docker network connect kind x0tta6bl4-test-registry", script.Calls);
    }

    [Fact]
    public async Task The_platform_is_where_the_runbook_of_the_tests_looks_for_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kind's pods are reached on Linux only");
        using var script = new KindScript();
        Assert.Equal(0, (await script.RunAsync("up")).Code);

        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "X0tta6bl4.Release.Clusters", "runbook.yaml"), TestContext.Current.CancellationToken);
        var applied = script.Applied();

        Assert.Equal(["eks-us-east-1", "k3s-moscow", "k3s-spb"], applied.Keys.Order(StringComparer.Ordinal));
        var names = System.Text.RegularExpressions.Regex.Matches(runbook, @"workload: (\S+)").Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        Assert.All(names, name => Assert.Contains(applied.Values, manifest => manifest.Contains($"  name: {name}\n", StringComparison.Ordinal)));
        Assert.All(applied.Values, manifest => Assert.DoesNotContain("{", manifest.Replace("{ ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_half_made_is_taken_away_and_nobody_else_s_clusters_are_touched()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kind's pods are reached on Linux only");
        using var script = new KindScript(failing: "k3s-moscow");

        var (code, output) = await script.RunAsync("up");

        Assert.NotEqual(0, code);
        Assert.DoesNotContain("CLUSTER_TEST_KUBECONFIG", output, StringComparison.Ordinal);
        Assert.StartsWith("docker rm --force", script.Calls[^1], StringComparison.Ordinal);
        Assert.All(script.Calls.Where(call => call.StartsWith("kind delete", StringComparison.Ordinal)), call => Assert.All(call.Split(' ')[3..], name => Assert.StartsWith("x0tta6bl4-test-", name, StringComparison.Ordinal)));
        Assert.False(File.Exists(script.Kubeconfig));
    }

    static string After(string call, string mark) => call[(call.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Split(' ')[0];
}

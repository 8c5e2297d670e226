using X0tta6bl4.Release.Sandbox.Tests.Conformance.Running;

namespace X0tta6bl4.Release.Sandbox.Tests.Conformance.OverTime;

/// <summary>The sandbox's controllers do over time what those of a real cluster were seen to do; the README of the suite says how that is recorded.</summary>
public sealed class RolloutsOverTimeTests
{
    /// <summary>The names of all cases; of some with CONFORMANCE_CASES, a part of their names.</summary>
    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        RolloutCase.All.Select(c => c.Name).Where(n => n.Contains(Environment.GetEnvironmentVariable("CONFORMANCE_CASES") ?? "", StringComparison.Ordinal)).Select(n => new TheoryDataRow<string>(n));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Controllers_keep_the_rules_and_come_to_the_end_that_was_recorded(string name)
    {
        var known = RolloutCase.All.Single(c => c.Name == name);
        if (Environment.GetEnvironmentVariable("CONFORMANCE_RECORD") is { Length: > 0 } kubeconfig)
        {
            using var cluster = ConformanceServer.Of(kubeconfig, TimeProvider.System);
            var ns = $"over-time-{Guid.NewGuid():N}"[..24];
            await File.WriteAllTextAsync(known.Record, (await new RolloutRecorder(cluster, known, ns).RunAsync()).Write(), TestSandbox.Cancelled);
        }

        var recorded = RolloutTrace.Read(await File.ReadAllTextAsync(known.Record, TestSandbox.Cancelled));
        Assert.Empty(RolloutRules.Broken(known, recorded));

        await using var sandbox = await TestSandbox.StartAsync();
        using var server = ConformanceServer.Of(sandbox);
        var seen = await new RolloutRecorder(server, known, "over-time").RunAsync();

        Assert.Empty(RolloutRules.Broken(known, seen));
        Assert.Equal(recorded.Phases.Select(phase => string.Join('\n', phase.End)), seen.Phases.Select(phase => string.Join('\n', phase.End)));
        Assert.Equal(recorded.Events, seen.Events);
        if (known.Kind == "StatefulSet")
        {
            Assert.Equal(recorded.Phases.Select(Order(known)), seen.Phases.Select(Order(known)));
        }
    }

    [Theory]
    [InlineData("3 1 3 3", "1: 3 3 3 3 | 2: 1 1 0 0", 0)]
    [InlineData("3 1 3 3", "1: 3 3 3 3 | 2: 2 1 0 0", 1)]
    [InlineData("3 1 2 2", "1: 3 3 3 3", 1)]
    [InlineData("4 1 2 2", "1: 3 3 2 2 | 2: 2 1 0 0", 2)]
    [InlineData("3 1 3 4", "1: 3 3 3 3", 1)]
    public void A_run_that_has_too_many_pods_or_too_few_breaks_the_rules(string workload, string sets, int broken)
    {
        var known = RolloutCase.All.Single(c => c.Name == "There and back again");
        var calm = new RolloutPhase(["3 3 3 3"], ["1: 3 3 3 3"], []);

        Assert.Equal(broken, RolloutRules.Broken(known, new RolloutTrace([calm, new([workload], [sets], [])], [])).Count());
    }

    [Fact]
    public void Pods_in_order_that_do_not_wait_for_each_other_break_the_rules()
    {
        var known = RolloutCase.All.Single(c => c.Name == "In order, the last one first");

        Assert.Equal(["phase 0: workload-1 was made before workload-0 was ready"], RolloutRules.Broken(known, new RolloutTrace([new([], ["added workload-0 1", "added workload-1 1", "ready workload-0"], [])], [])));
        Assert.Empty(RolloutRules.Broken(known, new RolloutTrace([new([], ["added workload-0 1", "ready workload-0", "added workload-1 1"], [])], [])));
    }

    [Fact]
    public void Every_case_has_its_own_record_and_every_record_its_case() => Assert.Equal(
        RolloutCase.All.Select(c => c.Record).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.GetDirectoryName(RolloutCase.All[0].Record)!).Order(StringComparer.Ordinal));

    // Pods that need not wait for each other come in any order.
    static Func<RolloutPhase, string> Order(RolloutCase known) => phase =>
        string.Join('\n', known.Spec["podManagementPolicy"]?.ToString() == "Parallel" ? phase.Parts.Order(StringComparer.Ordinal) : phase.Parts);
}

using X0tta6bl4.Release.LoadTesting.Scripts;

namespace X0tta6bl4.Release.LoadTesting.Tests.Scripts;

public sealed class LoadScriptReaderTests
{
    [Theory]
    [InlineData("load-test-api-gateway.yaml", "https://api.x0tta6bl4.com/", 3)]
    [InlineData("load-test-quantum.yaml", "https://api.x0tta6bl4.com/", 1)]
    public void The_shipped_scripts_are_read(string name, string target, int scenarios)
    {
        var script = ScriptText.Valid(File.ReadAllText(Path.Combine(RepositoryRoot(), "build", "load-tests", name)));
        Assert.Equal(new Uri(target), script.Target);
        Assert.Equal(scenarios, script.Scenarios.Length);
        Assert.Equal([("http.response_time.p95", 500.0)], script.Thresholds.Select(threshold => (threshold.Metric, threshold.Below)));
        Assert.Equal(TimeSpan.FromSeconds(35), script.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Duration));
    }

    [Fact]
    public void Phases_are_read_in_all_their_forms()
    {
        var phases = ScriptText.Valid(ScriptText.Flow("- log: a", """
            phases:
              - { duration: 10, arrivalRate: "{{ $env.RATE }}", name: steady, maxVusers: 5, mode: poisson }
              - { duration: 2m, arrivalRate: 1, rampTo: 20 }
              - { duration: 500ms, arrivalCount: 3 }
              - { pause: 5 }
              - { duration: 1, arrivalRate: 0 }
            """)).Phases;
        Assert.Equal(
            [
                new LoadPhase { Name = "steady", Duration = TimeSpan.FromSeconds(10), From = 12, To = 12, MostUsers = 5, Poisson = true },
                new LoadPhase { Duration = TimeSpan.FromMinutes(2), From = 1, To = 20 },
                new LoadPhase { Duration = TimeSpan.FromMilliseconds(500), Count = 3 },
                new LoadPhase { Duration = TimeSpan.FromSeconds(5) },
                new LoadPhase { Duration = TimeSpan.FromSeconds(1) },
            ],
            phases);
    }

    [Fact]
    public void Without_phases_one_user_comes() =>
        Assert.Equal([new LoadPhase { Duration = TimeSpan.FromSeconds(1), Count = 1 }], ScriptText.Valid(ScriptText.Flow("- log: a")).Phases);

    [Fact]
    public void A_target_that_is_given_wins() =>
        Assert.Equal(new Uri("http://other.test/"), ScriptText.Read(ScriptText.Flow("- log: a"), target: "http://other.test").Value!.Target);

    [Theory]
    [InlineData("- get: { url: /a }", "http://shop.test", false)]
    [InlineData("- get: { url: /a }", "https://shop.test", true)]
    [InlineData("- get: { url: \"http://other.test/https:\" }", "http://shop.test", false)]
    [InlineData("- loop: [ get: { url: \"HTTPS://other.test/a\" } ]\n  count: 2", "http://shop.test", true)]
    public void A_script_speaks_tls_where_its_target_or_one_of_its_requests_does(string flow, string target, bool speaks) =>
        Assert.Equal(speaks, ScriptText.Read(ScriptText.Flow(flow), target).Value!.SpeaksTls);

    [Fact]
    public void Legacy_limits_become_thresholds_and_a_condition()
    {
        var script = ScriptText.Valid(ScriptText.Flow("- log: a", "ensure: { p99: 300, max: 1000, maxErrorRate: 1 }"));
        Assert.Equal(["max < 1000", "p99 < 300"], script.Thresholds.Select(threshold => threshold.Text));
        Assert.Equal(["http.response_time.max", "http.response_time.p99"], script.Thresholds.Select(threshold => threshold.Metric));
        var condition = Assert.Single(script.Conditions);
        Assert.True(condition.Evaluate(name => name == "vusers.created" ? 100 : 99));
        Assert.False(condition.Evaluate(name => name == "vusers.created" ? 100 : 98));
        Assert.Null(condition.Evaluate(_ => null));
    }

    [Theory]
    [InlineData("a > 1 and b < 2", 2.0, 1.0, true)]
    [InlineData("a > 1 and b < 2", 0.0, null, false)]
    [InlineData("a > 1 and b < 2", 2.0, null, null)]
    [InlineData("a > 1 or b < 2", 2.0, null, true)]
    [InlineData("not a == 0", 0.0, 0.0, false)]
    [InlineData("not (a == 0)", 1.0, 0.0, true)]
    [InlineData("1 + 2 * 3 == 7", null, null, true)]
    [InlineData("(1 + 2) * 3 == 9 and 10 / 4 == 2.5 and 5 - 2 - 1 == 2", null, null, true)]
    [InlineData("-a < 0 and a != b and 'a' >= 1 and b <= 2", 1.0, 2.0, true)]
    [InlineData("a", null, null, null)]
    public void Conditions_are_computed_and_unknown_metrics_stay_unknown(string expression, double? a, double? b, bool? expected)
    {
        var condition = Assert.Single(ScriptText.Valid(ScriptText.Flow("- log: a", $"ensure: {{ conditions: [ {{ expression: \"{expression}\" }} ] }}")).Conditions);
        Assert.Equal(expected, condition.Evaluate(name => name == "a" ? a : b));
    }

    static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "X0tta6bl4.Release.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}

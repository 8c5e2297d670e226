using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Tests.Runbooks;

public sealed class RunbookFingerprintTests
{
    static string Of(string text) => RunbookFingerprint.Of(RunbookReader.Read(text, "runbook.yaml").Value!);

    [Fact]
    public void Comments_formatting_key_order_and_written_out_defaults_do_not_matter()
    {
        var other = "# a comment\n" + SmallRunbook.Text
            .Replace("version: 1\nbudget: 2h\n", "budget: 120m\nversion: 1\n", StringComparison.Ordinal)
            .Replace("endpoints: [api]\n", "endpoints:\n- api\n", StringComparison.Ordinal)
            .Replace("path: /health }", "path: /health, method: GET, tries: 10, status: 200 }", StringComparison.Ordinal);

        Assert.Equal(Of(SmallRunbook.Text), Of(other));
    }

    [Theory]
    [InlineData("metrics: http://prometheus:9090", "metrics: { url: http://prometheus:9090, timeout: 10s }", true)]
    [InlineData("metrics: http://prometheus:9090", "metrics: { url: http://prometheus:9090, timeout: 11s }", false)]
    [InlineData("metrics: http://prometheus:9090", "metrics: { service: monitoring/prometheus:9090 }", false)]
    public void A_Prometheus_may_be_written_in_more_than_one_way(string part, string change, bool same)
    {
        var changed = SmallRunbook.With(part, change);

        Assert.Equal(same, Of(SmallRunbook.Text) == Of(changed));
        Assert.Equal(Of(changed), Of(RunbookFingerprint.CanonicalText(RunbookReader.Read(changed, "runbook.yaml").Value!)));
    }

    [Fact]
    public void A_gate_with_its_defaults_written_out_is_the_same_gate()
    {
        static string Gate(string more) => SmallRunbook.With("budget: 2h\n", $"budget: 2h\ngates: {{ errors: {{ title: Errors, cluster: west, query: up, samples: up, expect: {{ atMost: 1 }}{more} }} }}\n");

        Assert.Equal(Of(Gate("")), Of(Gate(", series: 1, leastSamples: 2, sampleAgeAtMost: 60s, failed: { atLeast: 1, of: 1 }, onInconclusive: stop, onNoEvidence: stop, optional: false")));
        Assert.All(
            new[] { "series: 2", "leastSamples: 3", "sampleAgeAtMost: 2m", "failed: { atLeast: 1, of: 2 }", "onInconclusive: goOn", "onNoEvidence: fail", "interval: 30s" },
            change => Assert.NotEqual(Of(Gate("")), Of(Gate($", {change}"))));
    }

    [Theory]
    [InlineData("budget: 2h\n", "budget: 1h\n")]
    [InlineData("maxSurge: 25%", "maxSurge: 1")]
    [InlineData("path: /health", "path: /ready")]
    [InlineData("metrics: http://prometheus:9090", "metrics: none")]
    [InlineData("byHand: Look at it.", "byHand: Look at them.")]
    [InlineData("values: k8s/vault.yaml", "values: k8s/vault2.yaml")]
    [InlineData("      mirror: registry.example.com\n", "")]
    [InlineData("    overrides:\n      soak: 0s\n", "")]
    public void Any_change_of_meaning_changes_it(string part, string change) =>
        Assert.NotEqual(Of(SmallRunbook.Text), Of(SmallRunbook.With(part, change)));

    [Fact]
    public void It_is_a_lower_case_sha_256() => Assert.Matches("^[0-9a-f]{64}$", Of(SmallRunbook.Text));

    [Theory]
    [InlineData(SmallRunbook.Text)]
    [InlineData(null)]
    public void The_canonical_text_is_itself_a_runbook_that_says_the_same(string? text)
    {
        var first = RunbookReader.Read(text ?? RepositoryFiles.Read("build", "runbook.yaml"), "runbook.yaml").Value!;
        var again = RunbookReader.Read(RunbookFingerprint.CanonicalText(first), "canonical");

        Assert.Empty(again.Problems);
        Assert.Equal(RunbookFingerprint.CanonicalText(first), RunbookFingerprint.CanonicalText(again.Value!));
    }
}

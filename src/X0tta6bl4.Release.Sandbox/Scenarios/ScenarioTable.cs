using System.Collections.Immutable;
using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Scenarios;

/// <summary>All scenarios: those of whole releases, and one for each fault of a rollout.</summary>
internal static class ScenarioTable
{
    static readonly ImmutableArray<Scenario> Releases =
    [
        new("happy", "Nothing goes wrong."),
        new("image-missing", "The registry does not have the new image of quantum-engine.")
        {
            Images = [new("x0tta6bl4/quantum-engine", null, null)],
        },
        new("old-image-missing", "The registry does not have the image of quantum-engine any more that runs now.")
        {
            LostImages = ["x0tta6bl4/quantum-engine"],
        },
        new("crash-loop-spb", "The new image of cultural-agents crashes in k3s-spb, and works elsewhere.")
        {
            Images = [new("x0tta6bl4/cultural-agents", "k3s-spb", ImageMode.Crash)],
        },
        new("never-ready-gateway", "The new pods of api-gateway run, and never become ready.")
        {
            Images = [new("x0tta6bl4/api-gateway", null, ImageMode.NeverReady)],
        },
        new("staging-tests-fail", "The integration tests of quantum-engine fail in staging.")
        {
            FailingTests = ["quantum-engine"],
        },
        new("error-spike", "The new image of api-gateway answers 20 % of the requests with 500.")
        {
            Images = [new("x0tta6bl4/api-gateway", null, ImageMode.Errors(20))],
        },
        new("slow-after-update", "The new image of api-gateway takes 300 ms longer to answer.")
        {
            Images = [new("x0tta6bl4/api-gateway", null, ImageMode.Slow(300))],
        },
        new("login-broken", "The new image of api-gateway answers every login with 500.")
        {
            Images = [new("x0tta6bl4/api-gateway", null, ImageMode.Failing("/api/v1/auth/login"))],
        },
        new("prometheus-down", "Prometheus answers 503.") { IsPrometheusDown = true },
        new("slack-500", "The Slack webhook answers 500.") { Slack = SlackFault.Fails },
        new("slack-hangs", "The Slack webhook never answers.") { Slack = SlackFault.Hangs },
        new("vault-sealed", "New pods of vault come up sealed, and are not ready until somebody unseals them.")
        {
            Images = [new(ChartImages.Vault, null, ImageMode.Sealed)],
        },
        new("chart-fails", "The new image of spire-server crashes.")
        {
            Images = [new(ChartImages.SpireServer, null, ImageMode.Crash)],
        },
        new("journal-refused", "Admission refuses every new ConfigMap, so that no journal can be copied.") { Refused = ["configmaps"] },
        new("api-flaky", "The Kubernetes API answers 429, 500 and 503 now and then, hangs for 2 s, and cuts watches.")
        {
            Api = new()
            {
                Seed = 20, TooManyRequests = 0.05, InternalErrors = 0.05, Unavailable = 0.04, Hangs = 0.02,
                CutWatches = 0.5, ExpiredWatches = 0.05,
            },
        },
    ];

    /// <summary>Scenarios by the heading of their group.</summary>
    public static readonly ImmutableArray<(string Heading, ImmutableArray<Scenario> Scenarios)> Groups =
    [
        ("Releases", Releases),
        ("Faults of rollouts, by code", FaultTable.All),
    ];

    /// <summary>Those of all groups.</summary>
    public static IEnumerable<Scenario> All => Groups.SelectMany(g => g.Scenarios);

    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}

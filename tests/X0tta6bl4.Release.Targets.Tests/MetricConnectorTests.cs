using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Targets.Tests;

public sealed class MetricConnectorTests
{
    static readonly Uri Url = new("https://prometheus.example.com");

    readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    readonly List<string> learnt = [];

    [Fact]
    public void Clusters_that_nothing_measures_have_no_source()
    {
        var sources = Connect(Cluster("east", new MetricsEntry { Url = Url }), Cluster("west", null));

        Assert.Equal(["east"], sources);
        Assert.Empty(learnt);
    }

    [Fact]
    public void Secrets_come_from_the_environment_and_are_made_known_as_such()
    {
        (variables["TOKEN"], variables["USER_NAME"], variables["WORD"]) = ("abc", "ci", "def");

        Connect(Cluster("east", new MetricsEntry { Url = Url, BearerVariable = "TOKEN" }), Cluster("west", new MetricsEntry { Url = Url, UserNameVariable = "USER_NAME", PasswordVariable = "WORD" }));

        Assert.Equal(["abc", "def"], learnt);
    }

    [Fact]
    public void Everything_that_is_missing_is_told_at_once()
    {
        variables["EMPTY"] = "";
        variables["CERT"] = "nowhere/client.pem";
        variables["KEY"] = "nowhere/client.key";

        var refusal = Assert.Throws<RefusalException>(() => Connect(
            Cluster("east", new MetricsEntry { Url = Url, UserNameVariable = "EMPTY", PasswordVariable = "WORD" }),
            Cluster("west", new MetricsEntry { Url = Url, CertificateFileVariable = "CERT", KeyFileVariable = "KEY" })));

        Assert.Equal(2, refusal.ExitCode);
        Assert.Equal(
            [
                "metrics of east: the environment variable EMPTY is not set, and the runbook asks Prometheus with it (set it, or take it out of 'metrics' of east)",
                "metrics of east: the environment variable WORD is not set, and the runbook asks Prometheus with it (set it, or take it out of 'metrics' of east)",
                "metrics of west: nowhere/client.pem: cannot be read: it does not exist",
            ],
            refusal.Message.Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_Service_is_reached_through_its_own_cluster()
    {
        var folder = Directory.CreateTempSubdirectory("kubeconfig-").FullName;
        var kubeconfig = Path.Combine(folder, "config");
        await File.WriteAllTextAsync(
            kubeconfig,
            """{"apiVersion": "v1", "kind": "Config", "clusters": [{"name": "c", "cluster": {"server": "http://127.0.0.1:9"}}], "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}], "users": [{"name": "u", "user": {"token": "t"}}]}""",
            TestContext.Current.CancellationToken);
        await using var cluster = ClusterConnection.Open(kubeconfig, "x", "east", TimeProvider.System);
        var asked = new List<(string, ServiceAddress)>();

        var sources = new MetricConnector(_ => null, _ => { }, TimeProvider.System).Connect(
            [Cluster("east", new MetricsEntry { Service = new ServiceAddress("monitoring", "prometheus:9090") })],
            (name, service) =>
            {
                asked.Add((name, service));
                return cluster.Proxy(service.Namespace, service.Target);
            },
            url => url);

        Assert.Equal(["east"], sources.Keys);
        Assert.Equal([("east", new ServiceAddress("monitoring", "prometheus:9090"))], asked);
        Directory.Delete(folder, recursive: true);
    }

    static ClusterEntry Cluster(string name, MetricsEntry? metrics) => new(name, name, ClusterRole.Secondary, metrics);

    string[] Connect(params ClusterEntry[] clusters) =>
        [.. new MetricConnector(variables.GetValueOrDefault, secret => learnt.Add(secret.Reveal()), TimeProvider.System)
            .Connect(clusters, (_, _) => throw new InvalidOperationException("no Service is meant"), url => url).Keys];
}

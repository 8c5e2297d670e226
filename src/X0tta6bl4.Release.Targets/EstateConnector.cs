using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Helm;
using X0tta6bl4.Release.Integrations.Endpoints;
using X0tta6bl4.Release.Integrations.Registry;
using X0tta6bl4.Release.LoadTesting;
using X0tta6bl4.Release.LoadTesting.Probing;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;
using X0tta6bl4.Release.Running;
#if WITH_SLACK_WEBHOOKS
using SlackSender = X0tta6bl4.Release.Integrations.Notices.SlackPackage;
#else
using SlackSender = X0tta6bl4.Release.Integrations.Notices.SlackWebhook;
#endif

namespace X0tta6bl4.Release.Targets;

/// <summary>The hand-written wiring: from the runbook's words to adapters.</summary>
public sealed class EstateConnector
{
    readonly SessionSetup setup;
    readonly SessionInput input;

    /// <summary>Makes a connector.</summary>
    public EstateConnector(SessionSetup setup, SessionInput input) => (this.setup, this.input) = (setup, input);

    /// <summary>Connects the estate's clusters, registry and endpoints; starts the sandbox where the estate is embedded.</summary>
    /// <exception cref="RefusalException">With every part that cannot be connected.</exception>
    public async Task<ConnectedEstate> ConnectAsync(CancellationToken cancellationToken)
    {
        var estate = input.Scope.Estate;
        if (!estate.Embedded)
        {
            var kubeconfig = input.Parameters.Kubeconfig ?? DefaultKubeconfig();
            var clusters = Clusters(kubeconfig);
            return new ConnectedEstate(InScope(clusters), Registry(estate.Registry!), estate.Endpoints, new EndpointClient(setup.Time))
            {
                Keepers = Keepers(clusters),
                Connections = [.. clusters.Values],
                Helm = Helm(["helm"], kubeconfig),
                Metrics = Metrics(clusters, url => url),
                LoadGenerator = new LoadGenerator(setup.Translator),
                Prober = new Prober(setup.Time),
                Control = estate.Control,
                Notices = Variable(estate.SlackUrlVariable) is { } url ? Notices(url) : null,
            };
        }

        var sandbox = await StartAsync(cancellationToken).ConfigureAwait(false);
        var endpoints = input.Runbook.Endpoints.ToImmutableSortedDictionary(name => name, name => EndpointOf(name, sandbox), StringComparer.Ordinal);
        var simulated = Clusters(sandbox.Kubeconfig);
        return new ConnectedEstate(InScope(simulated), Registry(new RegistryEntry(sandbox.Registry, null, null, null)), endpoints, new EndpointClient(setup.Time))
        {
            Keepers = Keepers(simulated),
            Connections = [.. simulated.Values],
            Helm = Helm(SandboxProcess.Helm, sandbox.Kubeconfig),
            Metrics = Metrics(simulated, _ => EndpointOf("prometheus", sandbox)),
            LoadGenerator = new LoadGenerator(setup.Translator),
            Prober = new Prober(setup.Time),
            // No release changes the registry: when it is silent, too, this machine is to blame.
            Control = new Uri(sandbox.Registry, "/v2/"),
            Notices = new SlackSender(new Secret(sandbox.Slack.AbsoluteUri), setup.Time),
        };
    }

    // Whatever is wrong with a webhook, a release goes on without it.
    SlackSender? Notices(Secret url)
    {
        try
        {
            return new SlackSender(url, setup.Time);
        }
        catch (ArgumentException wrong)
        {
            setup.Output.WriteLine($"Nobody is told: {input.Scope.Estate.SlackUrlVariable} is of no use: {wrong.Message}");
            return null;
        }
    }

    HelmCommand Helm(ImmutableArray<string> program, string kubeconfig) => new(
        new HelmOptions { Program = program, Kubeconfig = kubeconfig, Contexts = input.Scope.Clusters.ToImmutableDictionary(cluster => cluster.Name, cluster => cluster.Context) },
        setup.Time);

    ImmutableSortedDictionary<string, IMetricSource> Metrics(ImmutableSortedDictionary<string, KubernetesCluster> clusters, Func<Uri, Uri> address) =>
        new MetricConnector(Environment.GetEnvironmentVariable, setup.Redactor.Learn, setup.Time)
            .Connect(input.Scope.Clusters, (cluster, service) => clusters[cluster].Proxy(service.Namespace, service.Target), address);

    async Task<SandboxProcess.Address> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await new SandboxProcess(Path.Combine(setup.TemporaryDirectory, input.Scope.Estate.Name)).StartAsync(setup.SandboxOptions, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            throw new RefusalException([new Problem(exception.Subject, exception.Reason)]);
        }
    }

    ImmutableSortedDictionary<string, ICluster> InScope(ImmutableSortedDictionary<string, KubernetesCluster> clusters) =>
        input.Scope.Clusters.ToImmutableSortedDictionary(entry => entry.Name, entry => (ICluster)clusters[entry.Name], StringComparer.Ordinal);

    ImmutableArray<EstateKeeper> Keepers(ImmutableSortedDictionary<string, KubernetesCluster> clusters)
    {
        var ns = input.Scope.Estate.State.Namespace;
        return [.. input.Scope.Locked.Select(entry => new EstateKeeper(clusters[entry.Name].Journals(ns), clusters[entry.Name].Leases(ns)))];
    }

    ImmutableSortedDictionary<string, KubernetesCluster> Clusters(string kubeconfig)
    {
        var problems = new List<Problem>();
        var clusters = ImmutableSortedDictionary.CreateBuilder<string, KubernetesCluster>(StringComparer.Ordinal);
        foreach (var entry in input.Scope.Locked)
        {
            try
            {
                clusters[entry.Name] = ClusterConnection.Open(kubeconfig, entry.Context, entry.Name, setup.Time);
            }
            catch (EstateAccessException exception)
            {
                problems.Add(new Problem(exception.Subject, exception.Reason));
            }
        }

        // One missing file is one problem, however many contexts were looked for in it.
        return problems.Count == 0 ? clusters.ToImmutable()
            : throw new RefusalException(problems.GroupBy(problem => problem.Message).Select(same => same.First() with { Where = string.Join(", ", same.Select(problem => problem.Where)) }));
    }

    RegistryClient Registry(RegistryEntry entry) =>
        new(new RegistryOptions { Url = entry.Url, UserName = entry.UserNameVariable is { } name ? Environment.GetEnvironmentVariable(name) : null, Password = Variable(entry.PasswordVariable) }, setup.Time);

    Secret? Variable(string? variable)
    {
        if (variable is null || Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } value)
        {
            return null;
        }

        var secret = new Secret(value);
        setup.Redactor.Learn(secret);
        return secret;
    }

    static string DefaultKubeconfig() =>
        Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } path ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");

    // The sandbox names its front ends by public host name; an endpoint 'api' is the host whose first label is 'api'.
    static Uri EndpointOf(string name, SandboxProcess.Address sandbox) =>
        sandbox.Endpoints.FirstOrDefault(endpoint => endpoint.Key == name || endpoint.Key.StartsWith(name + ".", StringComparison.Ordinal)).Value
        ?? throw new RefusalException([new Problem("endpoints", $"the sandbox has no endpoint '{name}'; it has {string.Join(", ", sandbox.Endpoints.Keys)}")]);
}

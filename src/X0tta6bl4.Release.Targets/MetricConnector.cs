using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster;
using X0tta6bl4.Release.Integrations.Http;
using X0tta6bl4.Release.Integrations.Metrics;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Targets;

/// <summary>Connects the sources of measurements that the runbook names.</summary>
/// <param name="variable">Value of an environment variable; null for one that is not set or empty.</param>
/// <param name="learn">Is told every secret, before it can stand anywhere.</param>
/// <param name="time">The clock.</param>
public sealed class MetricConnector(Func<string, string?> variable, Action<Secret> learn, TimeProvider time)
{
    readonly List<Problem> problems = [];

    /// <summary>Connects the source of each cluster that is measured; nothing is sent yet.</summary>
    /// <param name="measured">The clusters.</param>
    /// <param name="proxy">The way to a Service of a cluster.</param>
    /// <param name="address">The address that counts in place of the runbook's.</param>
    /// <exception cref="RefusalException">With every variable that is not set, and every file that is of no use.</exception>
    public ImmutableSortedDictionary<string, IMetricSource> Connect(IEnumerable<ClusterEntry> measured, Func<string, ServiceAddress, ServiceProxy> proxy, Func<Uri, Uri> address)
    {
        var sources = ImmutableSortedDictionary.CreateBuilder<string, IMetricSource>(StringComparer.Ordinal);
        foreach (var cluster in measured)
        {
            if (cluster.Metrics is { } entry && Connect(cluster, entry, proxy, address) is { } source)
            {
                sources[cluster.Name] = source;
            }
        }

        return problems.Count == 0 ? sources.ToImmutable() : throw new RefusalException(problems);
    }

    PrometheusClient? Connect(ClusterEntry cluster, MetricsEntry entry, Func<string, ServiceAddress, ServiceProxy> proxy, Func<Uri, Uri> address)
    {
        var before = problems.Count;
        var options = entry.Service is { } service ? Through(proxy(cluster.Name, service)) : Direct(cluster, entry, address(entry.Url!));
        try
        {
            return problems.Count > before ? null : new PrometheusClient(options with { Limits = Limits(entry.Timeout) }, time);
        }
        catch (EstateAccessException trouble)
        {
            problems.Add(new Problem($"metrics of {cluster.Name}", trouble.Message));
            return null;
        }
    }

    static PrometheusOptions Through(ServiceProxy way) => new() { Url = way.Address, Way = way, Name = way.Name };

    PrometheusOptions Direct(ClusterEntry cluster, MetricsEntry entry, Uri url) => new()
    {
        Url = url,
        Bearer = Hidden(cluster, entry.BearerVariable),
        UserName = Value(cluster, entry.UserNameVariable),
        Password = Hidden(cluster, entry.PasswordVariable),
        Tls = new TlsFiles
        {
            Certificate = Value(cluster, entry.CertificateFileVariable),
            Key = Value(cluster, entry.KeyFileVariable),
            Authority = Value(cluster, entry.AuthorityFileVariable),
        },
    };

    // A request that got lost is sent once more.
    static HttpLimits Limits(TimeSpan timeout) => new() { Attempt = timeout, RetryFor = timeout * 2, Whole = timeout * 3 };

    string? Value(ClusterEntry cluster, string? name)
    {
        if (name is null)
        {
            return null;
        }

        if (variable(name) is { Length: > 0 } value)
        {
            return value;
        }

        problems.Add(new Problem($"metrics of {cluster.Name}", $"the environment variable {name} is not set, and the runbook asks Prometheus with it", $"set it, or take it out of 'metrics' of {cluster.Name}"));
        return null;
    }

    Secret? Hidden(ClusterEntry cluster, string? name)
    {
        if (Value(cluster, name) is not { } value)
        {
            return null;
        }

        var secret = new Secret(value);
        learn(secret);
        return secret;
    }
}

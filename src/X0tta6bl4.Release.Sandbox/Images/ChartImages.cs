using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace X0tta6bl4.Release.Sandbox.Images;

/// <summary>The repositories that charts bring: every tag of theirs exists.</summary>
internal static partial class ChartImages
{
    public const string Grafana = "grafana/grafana";
    public const string Prometheus = "prometheus/prometheus";
    public const string Vault = "hashicorp/vault";
    public const string SpireServer = "spiffe/spire-server";

    // What the charts that the estate is installed with bring.
    static readonly FrozenDictionary<string, string> Versions = new Dictionary<string, string>
    {
        ["prometheus-operator/prometheus-operator"] = "v0.76.1",
        [Prometheus] = "v2.53.2",
        ["prometheus/node-exporter"] = "v1.8.2",
        ["kube-state-metrics/kube-state-metrics"] = "v2.13.0",
        [Grafana] = "11.1.5",
        [Vault] = "1.17.2",
        ["hashicorp/vault-k8s"] = "1.4.2",
        [SpireServer] = "1.10.1",
        ["spiffe/spire-agent"] = "1.10.1",
        ["spiffe/oidc-discovery-provider"] = "1.10.1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsOne(string repository) => Versions.ContainsKey(repository);

    /// <summary>The version of a repository's image that the estate is installed with, or null when no chart brings it.</summary>
    public static string? InstalledVersion(string repository) => Versions.GetValueOrDefault(repository);

    /// <summary>Whether a registry could have such a tag.</summary>
    public static bool IsTag(string text) => Tag().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}$")]
    private static partial Regex Tag();
}

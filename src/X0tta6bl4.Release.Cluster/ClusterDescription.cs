using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Reads what a plan needs to know of a cluster.</summary>
static class ClusterDescription
{
    /// <summary>Reads version and platforms.</summary>
    public static async Task<ClusterFacts> ReadAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("version", api.Cluster, cancellationToken).ConfigureAwait(false);
        var version = new Version(Digits(answer.Text("major")), Digits(answer.Text("minor")));
        return new ClusterFacts(version, await PlatformsAsync(api, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks whether a namespace is there and not being deleted; true also when this user may not look.</summary>
    public static async Task<bool> HasNamespaceAsync(ApiClient api, string name, CancellationToken cancellationToken)
    {
        try
        {
            var read = await api.GetAsync(Paths.Namespace(name), $"{api.Cluster}/{name}", cancellationToken).ConfigureAwait(false);
            return read.Text("metadata", "deletionTimestamp").Length == 0;
        }
        catch (EstateAccessException refused) when (refused.Kind is AccessFailure.Denied or AccessFailure.Missing)
        {
            // Namespaces are cluster-wide, too: a user who may only work in them need not be allowed to see them.
            return refused.Kind is AccessFailure.Denied;
        }
    }

    static async Task<ImmutableArray<string>> PlatformsAsync(ApiClient api, CancellationToken cancellationToken)
    {
        try
        {
            var nodes = await api.GetAsync("api/v1/nodes", api.Cluster, cancellationToken).ConfigureAwait(false);
            return [.. nodes.Items("items")
                .Where(node => !node.Flag("spec", "unschedulable"))
                .Select(node => $"{node.Text("status", "nodeInfo", "operatingSystem")}/{node.Text("status", "nodeInfo", "architecture")}")
                .Where(platform => platform.Length > 1)
                .Distinct()
                .Order(StringComparer.Ordinal)];
        }
        catch (EstateAccessException refused) when (refused.Kind is AccessFailure.Denied or AccessFailure.Missing)
        {
            // Nodes are cluster-wide; who may release into namespaces need not be allowed to see them.
            return [];
        }
    }

    /// <summary>Managed clusters write the minor version as <c>20+</c>.</summary>
    static int Digits(string text) =>
        int.TryParse(string.Concat(text.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Looks for ConfigMaps and Secrets without asking for their content.</summary>
static class ConfigurationLook
{
    /// <summary>Looks whether one is there.</summary>
    /// <exception cref="EstateAccessException">The cluster does not answer.</exception>
    public static async Task<Presence> RunAsync(ApiClient api, string ns, ConfigurationObject wanted, CancellationToken cancellationToken)
    {
        try
        {
            var read = await api.FindMetadataAsync(Paths.Configuration(ns, wanted), $"{api.Cluster}/{ns}/{wanted}", cancellationToken).ConfigureAwait(false);
            return read is null || read.Text("metadata", "deletionTimestamp").Length > 0 ? Presence.Missing : Presence.There;
        }
        catch (EstateAccessException refused) when (refused.Kind == AccessFailure.Denied)
        {
            return Presence.Hidden;
        }
    }
}

using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Closes what a connected estate has opened.</summary>
static class EstateClosing
{
    public static async Task CloseAsync(this ConnectedEstate estate)
    {
        foreach (var part in new object?[] { estate.Registry, estate.EndpointClient, estate.Notices }.Concat(estate.Metrics.Values).OfType<IDisposable>())
        {
            part.Dispose();
        }

        foreach (var connection in estate.Connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}

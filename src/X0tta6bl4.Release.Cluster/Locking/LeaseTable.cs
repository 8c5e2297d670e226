using System.Net;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Locking;

/// <summary>Locks of estates as Leases of one namespace. A change names the version that it expects, so it may be sent twice.</summary>
sealed class LeaseTable(ApiClient api, string ns) : ILeaseTable
{
    /// <inheritdoc/>
    public string Cluster => api.Cluster;

    /// <inheritdoc/>
    public DateTimeOffset Now => api.Now;

    /// <inheritdoc/>
    public async Task<EstateLease?> FindAsync(string estate, CancellationToken cancellationToken) =>
        await api.FindAsync(PathOf(estate), Subject(estate), cancellationToken).ConfigureAwait(false) is { } found ? LeaseObject.Read(found) : null;

    /// <inheritdoc/>
    public async Task<EstateLease?> WriteAsync(string estate, EstateLease lease, CancellationToken cancellationToken)
    {
        var (method, path) = lease.Version.Length == 0 ? (HttpMethod.Post, Paths.Leases(ns)) : (HttpMethod.Put, PathOf(estate));
        var body = LeaseObject.Write(lease, LeaseObject.NameOf(estate), ns).ToJsonString();
        var answer = await api.RepeatAsync(() => api.Request(method, $"{path}?fieldManager={FieldOwner.Own}", body), cancellationToken).ConfigureAwait(false);
        return answer.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound ? null
            : answer.IsSuccess && JsonReading.ParseObject(answer.Body) is { } written ? LeaseObject.Read(written)
            : throw answer.ToException(api, Subject(estate), TimeSpan.Zero);
    }

    string PathOf(string estate) => $"{Paths.Leases(ns)}/{Uri.EscapeDataString(LeaseObject.NameOf(estate))}";

    string Subject(string estate) => $"{Cluster}/{ns}/lease/{LeaseObject.NameOf(estate)}";
}

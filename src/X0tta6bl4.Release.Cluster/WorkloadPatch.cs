using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Sends JSON patches. What was sent and not answered is never sent again: whether it took effect must be read.</summary>
/// <remarks>The HTTP stack itself repeats a request on a connection that turns out closed, but never one whose body it has begun to send.</remarks>
sealed class WorkloadPatch(ApiClient api)
{
    /// <summary>Sends one patch.</summary>
    public async Task<PatchResult> SendAsync(WorkloadReference workload, ImmutableArray<PatchOperation> operations, string manager, CancellationToken cancellationToken)
    {
        var path = $"{Paths.Of(workload)}?fieldManager={Uri.EscapeDataString(manager)}";
        var text = PatchOperation.ToText(operations);
        var answer = await api.ChangeAsync(() => api.Request(HttpMethod.Patch, path, text), cancellationToken).ConfigureAwait(false);
        return ChangeAnswer.Read(answer, api, workload);
    }
}

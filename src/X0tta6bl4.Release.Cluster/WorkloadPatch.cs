using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Sends JSON patches. What was sent and not answered is never sent again: whether it took effect must be read.</summary>
/// <remarks>The HTTP stack itself repeats a request on a connection that turns out closed, but never one whose body it has begun to send.</remarks>
sealed class WorkloadPatch(ApiClient api)
{
    /// <summary>Sends one patch.</summary>
    public async Task<PatchResult> SendAsync(WorkloadReference workload, ImmutableArray<PatchOperation> operations, CancellationToken cancellationToken)
    {
        var address = api.Address($"{Paths.Of(workload)}?fieldManager={Paths.FieldManager}");
        var text = PatchOperation.ToText(operations);
        var answer = await api.ChangeAsync(
            () => new HttpRequestMessage(HttpMethod.Patch, address)
            {
                Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json-patch+json")),
            },
            cancellationToken).ConfigureAwait(false);
        return ChangeAnswer.Read(answer, api, workload);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Creates and deletes workloads, and deletes their pods; as with patches, what was sent and not answered is not sent again.</summary>
sealed class WorkloadLife(ApiClient api)
{
    /// <summary>Creates a workload. One of the same name that exists already is a refusal.</summary>
    public async Task<PatchResult> CreateAsync(WorkloadReference workload, string manifest, CancellationToken cancellationToken)
    {
        var path = $"{Paths.Collection(workload)}?fieldManager={FieldOwner.Own}";
        return ChangeAnswer.Read(await SendAsync(HttpMethod.Post, path, manifest, cancellationToken).ConfigureAwait(false), api, workload);
    }

    /// <summary>Deletes a workload as it was seen; ReplicaSets and pods are left to the garbage collector.</summary>
    public async Task<PatchResult> DeleteAsync(WorkloadSnapshot seen, CancellationToken cancellationToken)
    {
        var preconditions = new JsonObject { ["uid"] = seen.Uid, ["resourceVersion"] = seen.Manifest.Text("metadata", "resourceVersion") };
        var answer = await DeleteAsync(Paths.Of(seen.Reference), preconditions, cancellationToken).ConfigureAwait(false);
        return answer.Status == HttpStatusCode.NotFound ? new PatchResult.Applied(0) : ChangeAnswer.Read(answer, api, seen.Reference);
    }

    /// <summary>Deletes a pod by name and uid, with the time to end that its specification grants.</summary>
    public async Task<PatchResult> DeletePodAsync(WorkloadReference pod, string uid, CancellationToken cancellationToken)
    {
        var answer = await DeleteAsync(Paths.Pod(pod.Namespace, pod.Name), new JsonObject { ["uid"] = uid }, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess || answer.Status == HttpStatusCode.NotFound ? new PatchResult.Applied(0) : ChangeAnswer.Read(answer, api, pod);
    }

    Task<ApiAnswer> DeleteAsync(string path, JsonObject preconditions, CancellationToken cancellationToken)
    {
        var options = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = "Background",
            ["preconditions"] = preconditions,
        };
        return SendAsync(HttpMethod.Delete, path, options.ToJsonString(), cancellationToken);
    }

    Task<ApiAnswer> SendAsync(HttpMethod method, string path, string body, CancellationToken cancellationToken) =>
        api.ChangeAsync(() => api.Request(method, path, body), cancellationToken);
}

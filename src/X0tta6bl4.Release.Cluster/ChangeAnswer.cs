using System.Net;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>What an answer to a change means.</summary>
static class ChangeAnswer
{
    /// <summary>Reads an answer.</summary>
    /// <exception cref="EstateAccessException">The change certainly did not happen, for a reason that reading again would not settle.</exception>
    public static PatchResult Read(ApiAnswer answer, ApiClient api, WorkloadReference workload) => answer switch
    {
        { IsSuccess: true } when JsonReading.ParseObject(answer.Body).Number("metadata", "generation") is { } generation => new PatchResult.Applied(generation),
        // Without the object nobody knows which generation to wait for; reading it again tells.
        { IsSuccess: true } => new PatchResult.Unanswered("the answer holds no object"),
        { Status: HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict } => new PatchResult.Refused(Words(answer)),
        { HadNoEffect: true } or { Status: HttpStatusCode.TooManyRequests } or { IsTransient: false } =>
            throw answer.ToException(api, $"{workload}", TimeSpan.Zero),
        _ => new PatchResult.Unanswered(Words(answer)),
    };

    static string Words(ApiAnswer answer) => answer.Message.Length == 0 ? answer.Seen : answer.Message;
}

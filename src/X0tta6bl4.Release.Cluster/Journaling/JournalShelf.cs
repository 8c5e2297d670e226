using System.Collections.Immutable;
using System.Net;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Journaling;

/// <summary>Copies of journals as ConfigMaps of one namespace.</summary>
sealed class JournalShelf(ApiClient api, string ns) : IJournalShelf
{
    /// <inheritdoc/>
    public string Cluster => api.Cluster;

    /// <inheritdoc/>
    public async Task<ImmutableArray<JournalLink>> ReadAsync(string estate, CancellationToken cancellationToken)
    {
        var query = $"?labelSelector={Uri.EscapeDataString($"{JournalConfigMap.EstateLabel}={estate}")}";
        var list = await api.GetAsync(Paths.ConfigMaps(ns) + query, $"{Cluster}: copies of journals", cancellationToken).ConfigureAwait(false);
        return [.. list.Items("items").Select(JournalConfigMap.Read)];
    }

    /// <inheritdoc/>
    public async Task CreateAsync(JournalLink link, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Post, Paths.ConfigMaps(ns), JournalConfigMap.Write(link, ns).ToJsonString(), cancellationToken).ConfigureAwait(false);
        // What exists may be ours, made by a request whose answer got lost; but entries have come since then, perhaps.
        if (answer.Status == HttpStatusCode.Conflict)
        {
            await AppendAsync(link.Name, link.Token, link.Entries, cancellationToken).ConfigureAwait(false);
        }
        else if (!answer.IsSuccess)
        {
            throw answer.ToException(api, Subject(link.Name), TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    public Task AppendAsync(string link, string token, ImmutableSortedDictionary<int, string> entries, CancellationToken cancellationToken) => PatchAsync(
        link,
        [PatchOperation.Test(TokenStamp.Path, token), .. entries.Select(entry => PatchOperation.Add($"/data/{JournalConfigMap.KeyOf(entry.Key)}", entry.Value))],
        cancellationToken);

    /// <inheritdoc/>
    public Task TakeOverAsync(string link, string token, CancellationToken cancellationToken) =>
        PatchAsync(link, [PatchOperation.Add(TokenStamp.Path, token)], cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteAsync(string link, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, PathOf(link), "", cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess && answer.Status != HttpStatusCode.NotFound)
        {
            throw answer.ToException(api, Subject(link), TimeSpan.Zero);
        }
    }

    async Task PatchAsync(string link, IEnumerable<PatchOperation> operations, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Patch, PathOf(link), PatchOperation.ToText(operations), cancellationToken).ConfigureAwait(false);
        if (answer.Status == HttpStatusCode.UnprocessableEntity)
        {
            throw new EstateAccessException(AccessFailure.Conflict, Subject(link), $"{Subject(link)}: another run has taken over this journal ({answer.Message})");
        }

        if (!answer.IsSuccess)
        {
            throw answer.ToException(api, Subject(link), TimeSpan.Zero);
        }
    }

    /// <summary>Each of these changes may be sent twice, so one without an answer is sent again.</summary>
    Task<ApiAnswer> SendAsync(HttpMethod method, string path, string body, CancellationToken cancellationToken) =>
        api.RepeatAsync(() => api.Request(method, $"{path}?fieldManager={FieldOwner.Own}", body), cancellationToken);

    string PathOf(string link) => $"{Paths.ConfigMaps(ns)}/{Uri.EscapeDataString(link)}";

    string Subject(string link) => $"{Cluster}/{ns}/configmap/{link}";
}

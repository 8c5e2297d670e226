using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Watching;

/// <summary>Keeps the objects of one kind in one namespace as the API server has them: lists once, then watches, and lists anew only when the
/// watch cannot be resumed. Requests grow with kinds and namespaces, not with those who look.</summary>
/// <typeparam name="T">What is kept of each object.</typeparam>
/// <param name="api">The API server.</param>
/// <param name="path">Path of the collection.</param>
/// <param name="read">Reads what is kept; null for an object that nobody asks for.</param>
/// <param name="pulse">Raised after each change.</param>
/// <param name="settings">Limits and the clock.</param>
sealed class ObjectFeed<T>(ApiClient api, string path, Func<JsonObject, T?> read, Pulse pulse, (ClusterOptions Options, TimeProvider Time) settings) : IFeed
    where T : class
{
    /// <summary>Objects of one page of a list, as kubectl asks for them.</summary>
    const int PageSize = 500;

    /// <summary>Pause before a watch that ended without a single event is opened again, lest a broken proxy be asked without pause.</summary>
    static readonly TimeSpan EmptyPause = TimeSpan.FromSeconds(1);

    ImmutableDictionary<string, T>? objects;
    string version = "";
    EstateAccessException? failure;
    string trouble = "";

    /// <summary>The objects by name; null until the first list.</summary>
    public ImmutableDictionary<string, T>? Objects => Volatile.Read(ref objects);

    /// <inheritdoc/>
    public bool IsSynced => Objects is not null;

    /// <inheritdoc/>
    public EstateAccessException? Failure => Volatile.Read(ref failure);

    /// <inheritdoc/>
    public string Trouble => Volatile.Read(ref trouble);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await RoundAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last one who looked has gone.
        }
        catch (EstateAccessException final)
        {
            Volatile.Write(ref failure, final);
            pulse.Raise();
        }
    }

    /// <summary>A cluster that is away does not end a watch: the rollout goes on without us, and the limit of time is the caller's.</summary>
    async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (version.Length == 0)
            {
                await ListAsync(cancellationToken).ConfigureAwait(false);
            }

            await WatchAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException away) when (away.Kind is AccessFailure.Unreachable or AccessFailure.Conflict)
        {
            Volatile.Write(ref trouble, away.Message);
            pulse.Raise();
            await Task.Delay(EmptyPause, settings.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task ListAsync(CancellationToken cancellationToken)
    {
        var found = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        var (next, listed) = ("", "");
        do
        {
            var page = await api.GetAsync($"{path}?limit={PageSize}{next}", $"{api.Cluster}: {path}", cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items("items"))
            {
                if (read(item) is { } kept)
                {
                    found[item.Text("metadata", "name")] = kept;
                }
            }

            listed = page.Text("metadata", "resourceVersion");
            next = page.Text("metadata", "continue") is { Length: > 0 } token ? $"&continue={Uri.EscapeDataString(token)}" : "";
        }
        while (next.Length > 0);
        // Only now: a watch that began behind half a list would take the other half for gone.
        version = listed;
        Publish(found.ToImmutable());
    }

    async Task WatchAsync(CancellationToken cancellationToken)
    {
        var address = $"{path}?watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion={Uri.EscapeDataString(version)}";
        var answer = await api.OpenAsync(address, $"{api.Cluster}: {path}", cancellationToken).ConfigureAwait(false);
        if (answer.Status is HttpStatusCode.Gone)
        {
            version = "";
            return;
        }

        using var response = answer.Stream ?? throw answer.ToException(api, $"{api.Cluster}: {path}", TimeSpan.Zero);
        if (Trouble.Length > 0)
        {
            Volatile.Write(ref trouble, "");
            pulse.Raise();
        }

        var seen = false;
        await foreach (var change in new WatchStream(response, settings.Options.WatchIdleLimit, settings.Time).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.Type == "ERROR")
            {
                // Mostly 410: the version is too old. Whatever it is, a new list is right.
                version = "";
                break;
            }

            seen = true;
            Take(change);
        }

        if (!seen)
        {
            await Task.Delay(EmptyPause, settings.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    void Take(WatchEvent change)
    {
        version = change.Object.Text("metadata", "resourceVersion") is { Length: > 0 } newer ? newer : version;
        var name = change.Object.Text("metadata", "name");
        var known = Objects ?? ImmutableDictionary<string, T>.Empty;
        switch (change.Type)
        {
            case "ADDED" or "MODIFIED" when read(change.Object) is { } kept:
                Publish(known.SetItem(name, kept));
                break;
            case "DELETED" when known.ContainsKey(name):
                Publish(known.Remove(name));
                break;
            default:
                // A bookmark, or an object that nobody asks for, only moves the version on.
                break;
        }
    }

    void Publish(ImmutableDictionary<string, T> now)
    {
        Volatile.Write(ref objects, now);
        pulse.Raise();
    }
}

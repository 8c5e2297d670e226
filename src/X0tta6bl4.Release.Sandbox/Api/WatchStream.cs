using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>One watch: what has happened since a version, then what happens, until somebody ends it.</summary>
internal sealed class WatchStream(Cluster cluster, ObjectFilter filter, IQueryCollection query, WatchLimits limits, AnswerForm form)
{
    static readonly TimeSpan BookmarkPeriod = TimeSpan.FromSeconds(10);
    static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);
    static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(30);
    static readonly Change Bookmark = new(0, null, null);
    bool hasColumns;
    bool hasBookmarked;
    int left = limits.Events;
    long version;

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var (channel, backlog) = cluster.Do(Start);
        try
        {
            // The clock of a watch starts before the client knows of it.
            using var ending = new CancellationTokenSource(Duration(), cluster.Clock.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
            using var ticker = Ticker(channel, BookmarkPeriod);
            using var last = Duration() > BeforeEnd ? Ticker(channel, Duration() - BeforeEnd) : null;
            response.ContentType = "application/json";
            await response.StartAsync(cancellationToken).ConfigureAwait(false);
            foreach (var line in backlog)
            {
                await WriteLineAsync(response, line, cancellationToken).ConfigureAwait(false);
            }

            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            await FollowAsync(response, channel.Reader, either, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up. What happened before that is still told; on a machine that was too busy, also where the watch is.
            if (HasBookmarks && Duration() > BeforeEnd && !hasBookmarked)
            {
                channel.Writer.TryWrite(Bookmark);
            }

            await TellAsync(response, channel.Reader, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
        finally
        {
            cluster.Unwatch(channel);
        }
    }

    (Channel<Change> Channel, List<byte[]> Backlog) Start()
    {
        var text = query["resourceVersion"].ToString();
        var store = cluster.Store;
        version = store.Version;
        if (limits.IsExpired)
        {
            return (cluster.Watch(), [Expired(0)]);
        }

        if (text is "" or "0")
        {
            var lines = store.List(filter.Path.Kind, filter.Path.Namespace).Where(filter.Matches).Select(o => Line("ADDED", o)).ToList();
            if (query["sendInitialEvents"] == "true")
            {
                lines.Add(BookmarkLine(isInitialEnd: true));
            }

            return (cluster.Watch(), lines);
        }

        var since = ListOptions.Read(text);
        return store.Since(since) is { } changes
            ? (cluster.Watch(), [.. changes.Select(LineOf).OfType<byte[]>()])
            : (cluster.Watch(), [Expired(since)]);
    }

    // The end of the time ends the waiting, and no line that is being written.
    async Task FollowAsync(HttpResponse response, ChannelReader<Change> changes, CancellationTokenSource waiting, CancellationToken cancellationToken)
    {
        while (left > 0 && await changes.WaitToReadAsync(waiting.Token).ConfigureAwait(false))
        {
            await TellAsync(response, changes, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task TellAsync(HttpResponse response, ChannelReader<Change> changes, CancellationToken cancellationToken)
    {
        while (left > 0 && changes.TryRead(out var change))
        {
            version = Math.Max(version, change.Version);
            hasBookmarked |= ReferenceEquals(change, Bookmark);
            await WriteLineAsync(response, ReferenceEquals(change, Bookmark) ? BookmarkLine(false) : LineOf(change), cancellationToken).ConfigureAwait(false);
        }

        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task WriteLineAsync(HttpResponse response, byte[]? line, CancellationToken cancellationToken)
    {
        if (line is not null && left > 0)
        {
            left--;
            await response.Body.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        }
    }

    bool HasBookmarks => query["allowWatchBookmarks"] == "true" || query["allowWatchBookmarks"] == "1";

    ITimer? Ticker(Channel<Change> channel, TimeSpan due) => HasBookmarks
        ? cluster.Clock.Time.CreateTimer(_ => channel.Writer.TryWrite(Bookmark), null, due, due == BookmarkPeriod ? BookmarkPeriod : Timeout.InfiniteTimeSpan)
        : null;

    TimeSpan Duration()
    {
        var asked = int.TryParse(query["timeoutSeconds"], CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : DefaultDuration;
        var limit = limits.Duration == Timeout.InfiniteTimeSpan ? asked : cluster.Clock.Real(limits.Duration);
        return asked < limit ? asked : limit;
    }

    // An object that comes to match has been added for this watcher, one that ceases to match has been deleted.
    byte[]? LineOf(Change change)
    {
        if (change.Before is null && change.After is null)
        {
            return null;
        }

        var was = change.Before is not null && filter.Matches(change.Before);
        var isNow = change.After is not null && filter.Matches(change.After);
        return (was, isNow) switch
        {
            (false, true) => Line("ADDED", change.Object),
            (true, true) => Line("MODIFIED", change.Object),
            (true, false) => Line("DELETED", change.After is null ? change.Object : change.Before!),
            _ => null,
        };
    }

    byte[] Line(string type, StoredObject o)
    {
        var body = form switch
        {
            AnswerForm.Table => Wire.Utf8(Table(o)),
            AnswerForm.Metadata => Wire.Utf8(PartialMetadata.Of(o.Value)),
            _ => o.Utf8.ToArray(),
        };
        return [.. Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","object":"""), .. body, .. "}\n"u8];
    }

    JsonObject Table(StoredObject o)
    {
        var metadata = new JsonObject { ["resourceVersion"] = o.Version.ToString(CultureInfo.InvariantCulture) };
        var table = Tables.Of(filter.Path.Kind, [o.Value], metadata, cluster.Clock.Now, query["includeObject"]);
        if (hasColumns)
        {
            table["columnDefinitions"] = null;
        }

        hasColumns = true;
        return table;
    }

    byte[] BookmarkLine(bool isInitialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (isInitialEnd)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        return TypedLine("BOOKMARK", new() { ["kind"] = filter.Path.Kind.Kind, ["apiVersion"] = filter.Path.Kind.ApiVersion, ["metadata"] = metadata });
    }

    byte[] Expired(long since)
    {
        left = 1;
        return TypedLine("ERROR", Rejection.Expired(since, cluster.Store.CompactedVersion).Status);
    }

    static byte[] TypedLine(string type, JsonObject body) => [.. Wire.Utf8(new JsonObject { ["type"] = type, ["object"] = body }), (byte)'\n'];
}

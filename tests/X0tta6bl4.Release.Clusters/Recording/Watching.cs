using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>Fills a stream from lists and watches of one namespace, until disposed of.</summary>
sealed class Watching : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    readonly Api api;
    readonly string ns;
    readonly TimeProvider time;
    Task watches = Task.CompletedTask;

    Watching(Api api, string ns, TimeProvider time, Func<JsonObject, JsonObject> trim) => (this.api, this.ns, this.time, Stream) = (api, ns, time, new Stream(time, trim));

    public Stream Stream { get; }

    public static async Task<Watching> StartAsync(Api api, string ns, TimeProvider time, Func<JsonObject, JsonObject> trim)
    {
        var watching = new Watching(api, ns, time, trim);
        var versions = await Task.WhenAll(Kinds.Recorded.Select(kind => watching.ListAsync(kind, isFirst: true)));
        watching.watches = Task.WhenAll(Kinds.Recorded.Zip(versions, watching.WatchAsync));
        return watching;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watches;
        stop.Dispose();
    }

    async Task<string> ListAsync(string kind, bool isFirst)
    {
        var list = await api.GetAsync(Kinds.Path(kind, ns));
        Stream.TakeList(kind, [.. list["items"]!.AsArray().Select(item => Typed(kind, item!.AsObject()))], isFirst);
        return (string)list["metadata"]!["resourceVersion"]!;
    }

    /// <summary>Resumes where a watch ended, whatever ended it; lists anew when that is too long ago.</summary>
    async Task WatchAsync(string kind, string version)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                version = version.Length == 0 ? await ListAsync(kind, isFirst: false) : await ReadAsync(kind, version);
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException or OperationCanceledException or InvalidOperationException)
            {
                await Task.WhenAny(Task.Delay(Pause, time, stop.Token));
            }
        }
    }

    async Task<string> ReadAsync(string kind, string version)
    {
        using var reader = await api.WatchAsync(Kinds.Path(kind, ns), version, stop.Token);
        try
        {
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                var change = JsonNode.Parse(line)!;
                if ((string)change["type"]! == "ERROR")
                {
                    return "";
                }

                var item = change["object"]!.AsObject();
                version = (string)item["metadata"]!["resourceVersion"]!;
                Stream.Take((string)change["type"]!, Typed(kind, item));
            }
        }
        catch (IOException)
        {
            // Cut off: what came counts, and the next watch begins there.
        }

        return version;
    }

    static JsonObject Typed(string kind, JsonObject item)
    {
        var typed = new JsonObject { ["apiVersion"] = Kinds.Version(kind), ["kind"] = kind };
        foreach (var (name, value) in item)
        {
            typed[name] = value?.DeepClone();
        }

        return typed;
    }
}

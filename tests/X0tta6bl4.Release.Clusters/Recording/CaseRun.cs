using System.Globalization;
using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Clusters.Recording;

/// <summary>One case on one cluster, in a namespace of its own that is gone afterwards.</summary>
sealed class CaseRun(Api api, Case subject, string bases, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    readonly JsonObject manifest = subject.Workload(bases);

    string Kind => (string)manifest["kind"]!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Records, and returns the file's text.</summary>
    public async Task<string> RecordAsync()
    {
        var ns = await NamespaceAsync();
        await using var steps = new Steps(api, ns, Kind, time);
        try
        {
            foreach (var other in subject.Objects("others"))
            {
                await steps.CreateAsync(other);
            }

            await BeforeAsync(steps, ns);
            var changed = subject.Change is { } change
                ? await api.PatchAsync(Kinds.Path(Kind, ns, "app"), change)
                : await api.CreateAsync(Kinds.Path(Kind, ns), manifest);
            await using var watching = await Watching.StartAsync(api, ns, time, Trim);
            await steps.DoAsync(subject.Objects("then"), watching.Stream);
            var end = watching.Stream.Elapsed;
            return watching.Stream.Text(await HeadAsync(ns, changed, watching.Stream.Start, end));
        }
        finally
        {
            await steps.DoAsync(subject.Objects("undo"), new Stream(time, Trim));
            await api.DeleteAsync(Kinds.Path("Namespace", ns, ns));
        }
    }

    async Task BeforeAsync(Steps steps, string ns)
    {
        if (subject.Change is not null)
        {
            await api.CreateAsync(Kinds.Path(Kind, ns), manifest);
            await using var watching = await Watching.StartAsync(api, ns, time, Trim);
            await steps.DoAsync(subject.Text["before"] is null ? [new JsonObject { ["until"] = "complete" }] : subject.Objects("before"), watching.Stream);
        }
    }

    async Task<string> NamespaceAsync()
    {
        var made = await api.CreateAsync(Kinds.Path("Namespace", ""), new JsonObject { ["metadata"] = new JsonObject { ["generateName"] = "judge-" } });
        var ns = (string)made["metadata"]!["name"]!;
        await api.PatchAsync(Kinds.Path("Namespace", "", ns), new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["recording"] = ns } } });
        while ((await api.GetAsync(Kinds.Path("ServiceAccount", ns)))["items"]!.AsArray() is not [{ } account] || account["secrets"] is null)
        {
            await Task.Delay(Look, time, Cancelled);
        }

        return ns;
    }

    async Task<JsonObject> HeadAsync(string ns, JsonObject changed, DateTimeOffset start, decimal end)
    {
        var template = subject.Change?["spec"]?["template"]?["spec"] ?? (subject.Change is null ? manifest["spec"]!["template"]?["spec"] ?? manifest["spec"] : null);
        var image = (template?["containers"] as JsonArray ?? []).FirstOrDefault(container => (string)container!["name"]! == "app")?["image"]?.DeepClone();
        var workload = new JsonObject { ["kind"] = Kind, ["namespace"] = ns, ["name"] = "app", ["container"] = "app" };
        if (image is not null)
        {
            workload["image"] = image;
        }

        var head = new JsonObject { ["stream"] = subject.Name, ["about"] = subject.About, ["origin"] = "recorded" };
        if (subject.Code is { } code)
        {
            head["code"] = code;
        }

        head["kubernetes"] = (string)(await api.GetAsync("version"))["gitVersion"]!;
        head["start"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        head["end"] = end;
        head["workload"] = workload;
        head["generation"] = (long?)changed["metadata"]!["generation"] ?? 0;
        return head;
    }

    /// <summary>Who manages which field is long, and of use only where the case is about that.</summary>
    JsonObject Trim(JsonObject item)
    {
        if (!(subject.KeepsManagers && (string)item["kind"]! == Kind))
        {
            item["metadata"]!.AsObject().Remove("managedFields");
        }

        return item;
    }
}

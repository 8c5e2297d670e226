using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Exporting;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>Collects all that shows how a workload is: its object, revisions, pods, events, and the logs of pods that are not ready.
/// What cannot be had in time is named and left out.</summary>
sealed class WorkloadEvidence(ApiClient api, WorkloadReference workload, ClusterOptions options, TimeProvider time)
{
    const int LogLines = 500;
    const int MostPods = 20;
    const int SideBySide = 8;

    readonly ConcurrentQueue<EvidenceFile> files = [];
    readonly ConcurrentQueue<string> missing = [];

    /// <summary>Collects.</summary>
    public async Task<CollectedEvidence> CollectAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.FolderLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        if (await TryAsync(workload.Path, () => api.GetAsync(Paths.Of(workload), $"{workload}", both.Token), cancellationToken).ConfigureAwait(false) is { } manifest)
        {
            Add(manifest, workload.Kind);
            await CollectAsync(manifest, both.Token, cancellationToken).ConfigureAwait(false);
        }

        return new CollectedEvidence([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)], [.. missing.Order(StringComparer.Ordinal)]);
    }

    async Task CollectAsync(JsonObject manifest, CancellationToken limited, CancellationToken cancellationToken)
    {
        var revisions = ListAsync(RevisionsOf(workload.Kind), manifest, limited, cancellationToken);
        var all = workload.Kind == "Pod" ? Task.FromResult<ImmutableArray<JsonObject>>([manifest]) : ListAsync("pods", manifest, limited, cancellationToken);
        var events = TryAsync("events", () => api.GetAsync(Paths.Events(workload.Namespace), $"{workload}", limited), cancellationToken);
        var uid = manifest.Text("metadata", "uid");
        ImmutableArray<JsonObject> kept = [.. (await revisions.ConfigureAwait(false)).Where(revision => Controller.Of(revision) == uid)];
        ImmutableHashSet<string> owners = [uid, .. kept.Select(revision => revision.Text("metadata", "uid"))];
        ImmutableArray<JsonObject> pods = [.. (await all.ConfigureAwait(false)).Where(pod => workload.Kind == "Pod" || owners.Contains(Controller.Of(pod))).OrderBy(IsReady).ThenByDescending(Created)];
        if (pods.Length > MostPods)
        {
            missing.Enqueue($"{pods.Length - MostPods} of {pods.Length} pods, ready ones first: too many");
        }

        foreach (var revision in kept)
        {
            Add(revision, workload.Kind == "Deployment" ? "ReplicaSet" : "ControllerRevision");
        }

        foreach (var pod in workload.Kind == "Pod" ? [] : pods.Take(MostPods))
        {
            Add(pod, "Pod");
        }

        var logs = Parallel.ForEachAsync(Telling(pods).SelectMany(LogsOf), new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = CancellationToken.None },
            async (log, _) => await ReadAsync(log, limited, cancellationToken).ConfigureAwait(false));
        if (await events.ConfigureAwait(false) is { } list)
        {
            files.Enqueue(new EvidenceFile($"events-of-{workload.Kind.ToLowerInvariant()}-{workload.Name}.txt", EventTable.Of(list, owners.Union(pods.Select(pod => pod.Text("metadata", "uid"))))));
        }

        await logs.ConfigureAwait(false);
    }

    async Task<ImmutableArray<JsonObject>> ListAsync(string plural, JsonObject manifest, CancellationToken limited, CancellationToken cancellationToken)
    {
        var collection = plural.Length == 0 ? "" : plural == "pods" ? Paths.Pods(workload.Namespace) : Paths.Apps(workload.Namespace, plural);
        var query = $"?labelSelector={Uri.EscapeDataString(LabelSelector.Text(manifest.At("spec", "selector")))}";
        var list = plural.Length == 0 ? null : await TryAsync(plural, () => api.GetAsync(collection + query, $"{workload}", limited), cancellationToken).ConfigureAwait(false);
        return [.. list.Items("items")];
    }

    async Task ReadAsync((string Pod, string Container, bool Previous) log, CancellationToken limited, CancellationToken cancellationToken)
    {
        var name = $"{log.Pod}.{log.Container}{(log.Previous ? ".previous" : "")}.log";
        var path = $"{Paths.Pod(workload.Namespace, log.Pod)}/log?container={Uri.EscapeDataString(log.Container)}&tailLines={LogLines}&limitBytes={LogText.Asked}{(log.Previous ? "&previous=true" : "")}";
        if (await TryAsync(name, () => api.FindTextAsync(path, $"{workload}", limited), cancellationToken).ConfigureAwait(false) is { Length: > 0 } text)
        {
            files.Enqueue(new EvidenceFile(name, LogText.End(text)));
        }
    }

    // Where every pod is ready, and something is wrong all the same, the youngest ones are the ones to ask.
    static IEnumerable<JsonObject> Telling(ImmutableArray<JsonObject> pods)
    {
        var broken = pods.Where(pod => !IsReady(pod)).Take(MostPods).ToArray();
        return broken.Length > 0 ? broken : pods.OrderByDescending(Created).Take(2);
    }

    static IEnumerable<(string Pod, string Container, bool Previous)> LogsOf(JsonObject pod)
    {
        var facts = PodFacts.Read(pod);
        return facts.Containers.Where(container => container.RunningSince is not null || container.Exit is not null)
            .SelectMany(container => container.Restarts == 0 ? [(facts.Name, container.Name, false)] : new[] { (facts.Name, container.Name, false), (facts.Name, container.Name, true) });
    }

    static bool IsReady(JsonObject pod) => pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    static DateTimeOffset? Created(JsonObject pod) => pod.Time("metadata", "creationTimestamp");

    static string RevisionsOf(string kind) => kind switch
    {
        "Deployment" => "replicasets",
        "StatefulSet" or "DaemonSet" => "controllerrevisions",
        _ => "",
    };

    // Lists leave out of which kind their items are.
    void Add(JsonObject manifest, string kind)
    {
        var clean = PublicManifest.Of(manifest);
        clean.Remove("kind");
        clean.Insert(0, "kind", kind);
        files.Enqueue(new EvidenceFile($"{kind.ToLowerInvariant()}-{manifest.Text("metadata", "name")}.yaml", YamlText.Of(clean)));
    }

    async Task<T?> TryAsync<T>(string what, Func<Task<T>> collect, CancellationToken cancellationToken)
        where T : class?
    {
        try
        {
            return await collect().ConfigureAwait(false);
        }
        catch (EstateAccessException refused)
        {
            missing.Enqueue($"{what}: {refused.Reason}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            missing.Enqueue($"{what}: not to be had in time");
        }

        return null;
    }
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Cluster.Faults;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Evidence;

/// <summary>Collects what proves a fault: conditions, events, the last lines of logs.
/// What cannot be had in time is named and left out: the verdict stands without it.</summary>
sealed class EvidenceCollector(ApiClient api, RolloutFacts facts, string container, ClusterOptions options, TimeProvider time)
{
    const int LogLines = 20;

    string Namespace => facts.Workload.Namespace;

    /// <summary>Collects the evidence of a symptom.</summary>
    public async Task<ImmutableArray<string>> CollectAsync(Symptom culprit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.EvidenceLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var pod = culprit.Kind == "pod" ? facts.Pods.FirstOrDefault(p => p.Name == culprit.Name) : facts.NewestPods.FirstOrDefault(p => !p.Ready);
        var uid = culprit.Kind == "replicaset" ? facts.Newest?.Uid : pod?.Uid ?? facts.Newest?.Uid;
        var events = TryAsync("events", () => EventsAsync(uid ?? facts.Controller.Uid, both.Token), cancellationToken);
        var logs = pod is null ? Task.FromResult(ImmutableArray<string>.Empty) : LogsAsync(pod, culprit, both.Token, cancellationToken);
        return [.. Conditions(culprit, pod), .. await events.ConfigureAwait(false), .. await logs.ConfigureAwait(false), LeftRunning()];
    }

    /// <summary>What users are served by while the fault lasts.</summary>
    string LeftRunning() =>
        $"left running: {facts.OldPods.Count(p => p.Ready)} of {facts.OldPods.Length} old pods are ready, {facts.NewestPods.Count(p => p.Ready)} of {facts.NewestPods.Length} new ones; {facts.Controller.Desired} are wanted";

    IEnumerable<string> Conditions(Symptom culprit, PodFacts? pod) => (culprit.Kind switch
    {
        "replicaset" => facts.Newest?.Conditions ?? [],
        "deployment" => facts.Controller.Conditions.AddRange(pod?.Conditions ?? []),
        _ => pod?.Conditions ?? [],
    }).Where(condition => condition.Status != "True" || condition.Type == "ReplicaFailure").Select(condition => $"{condition}");

    async Task<ImmutableArray<string>> EventsAsync(string uid, CancellationToken cancellationToken)
    {
        var list = await api.GetAsync(
            $"{Paths.Events(Namespace)}?fieldSelector={Uri.EscapeDataString($"involvedObject.uid={uid}")}", $"{facts.Workload}", cancellationToken).ConfigureAwait(false);
        return EventLines.Of(list);
    }

    async Task<ImmutableArray<string>> LogsAsync(PodFacts pod, Symptom culprit, CancellationToken limited, CancellationToken cancellationToken)
    {
        var name = culprit.Container.Length > 0 ? culprit.Container : container;
        if (pod.Containers.FirstOrDefault(c => c.Name == name) is not { } shown || (shown.RunningSince is null && shown.Exit is null))
        {
            return [];
        }

        var present = TryAsync("log", () => LogAsync(pod, name, "log", "", limited), cancellationToken);
        var previous = shown.Restarts == 0
            ? Task.FromResult(ImmutableArray<string>.Empty)
            : TryAsync("log before the restart", () => LogAsync(pod, name, "log before the restart", "&previous=true", limited), cancellationToken);
        return [.. await previous.ConfigureAwait(false), .. await present.ConfigureAwait(false)];
    }

    async Task<ImmutableArray<string>> LogAsync(PodFacts pod, string name, string title, string previous, CancellationToken cancellationToken)
    {
        var path = $"{Paths.Pod(Namespace, pod.Name)}/log?container={Uri.EscapeDataString(name)}&tailLines={LogLines}{previous}";
        var text = await api.FindTextAsync(path, $"{facts.Workload}", cancellationToken).ConfigureAwait(false);
        // The kubelet says in place of a log, with status 200, that it has none any more.
        return [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("unable to retrieve container logs", StringComparison.Ordinal))
            .TakeLast(LogLines).Select(line => $"{title} {name}: {Text.OneLine(line)}")];
    }

    static async Task<ImmutableArray<string>> TryAsync(string what, Func<Task<ImmutableArray<string>>> collect, CancellationToken cancellationToken)
    {
        try
        {
            return await collect().ConfigureAwait(false);
        }
        catch (EstateAccessException missing)
        {
            return [$"{what} not to be had: {missing.Message}"];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [$"{what} not to be had in time"];
        }
    }
}

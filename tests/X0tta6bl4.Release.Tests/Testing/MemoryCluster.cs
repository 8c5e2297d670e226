using System.Collections.Immutable;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>A cluster that holds manifests and really applies patches; rollouts, commands and accidents are scripted.</summary>
sealed class MemoryCluster(string name, LifeLine life) : ICluster
{
    public string Name => name;

    public Dictionary<string, JsonObject> Objects { get; } = [];

    /// <summary>Names of workloads in the order in which patches changed them.</summary>
    public List<string> Patched { get; } = [];

    /// <summary>Patches that were sent, whether they changed something or not.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Under whose names workloads were changed, in order.</summary>
    public Dictionary<string, List<string>> Managers { get; } = [];

    /// <summary>Asked before a patch is looked at; an answer other than null is given without any change.</summary>
    public Func<WorkloadReference, PatchResult?> BeforePatch { get; set; } = _ => null;

    /// <summary>Called before a deletion is looked at.</summary>
    public Action<WorkloadSnapshot> BeforeDelete { get; set; } = _ => { };

    /// <summary>May replace the answer to a patch that was applied.</summary>
    public Func<WorkloadReference, PatchResult?> AfterPatch { get; set; } = _ => null;

    public Func<WorkloadReference, RolloutReading> Rollout { get; set; } = _ => Complete;

    public Func<RolloutQuestion, CancellationToken, Task<RolloutReading>>? Watch { get; set; }

    public Func<PodCommand, CommandResult> Exec { get; set; } = _ => new CommandResult("pod-1", 0, []);

    /// <summary>What commands print.</summary>
    public string Output { get; set; } = "hello";

    /// <summary>Awaited before a command ends.</summary>
    public Func<CancellationToken, Task> WaitForExec { get; set; } = _ => Task.CompletedTask;

    public static RolloutReading Complete { get; } = new(RolloutState.Complete, "4 of 4 available", new RolloutCounts(4, 4, 4, 4, 4));

    public bool Unreachable { get; set; }

    /// <summary>Namespaces that are not there.</summary>
    public HashSet<string> MissingNamespaces { get; } = [];

    /// <summary>Names of ConfigMaps and Secrets that are not there; all others are.</summary>
    public HashSet<string> MissingConfiguration { get; } = [];

    /// <summary>Names of those that this user may not see.</summary>
    public HashSet<string> HiddenConfiguration { get; } = [];

    /// <summary>What the pods of a workload run; null for what its template says.</summary>
    public Func<WorkloadReference, ImmutableArray<RunningImage>?> Running { get; set; } = _ => null;

    /// <summary>Names of workloads whose evidence was collected, in order.</summary>
    public List<string> Looked { get; } = [];

    /// <summary>What evidence there is; null for the workload's object.</summary>
    public Func<WorkloadReference, CancellationToken, Task<CollectedEvidence>>? Evidence { get; set; }

    /// <summary>What this user may not do.</summary>
    public Func<AccessQuestion, bool> MayNot { get; set; } = _ => false;

    /// <summary>When CronJobs last ended well, by name.</summary>
    public Dictionary<string, DateTimeOffset> LastSuccesses { get; } = [];

    /// <summary>Pods with an older template, by the name of their workload; a replaced pod leaves its list.</summary>
    public Dictionary<string, List<OutdatedPod>> Outdated { get; } = [];

    /// <summary>Names of pods in the order in which they were replaced.</summary>
    public List<string> Replaced { get; } = [];

    /// <summary>How the replacement of a pod ends.</summary>
    public Func<OutdatedPod, RolloutReading> Replacement { get; set; } = _ => Complete;

    public Task<ClusterFacts> DescribeAsync(CancellationToken cancellationToken) => Unreachable
        ? throw new EstateAccessException(AccessFailure.Unreachable, name, "no answer for 30 s")
        : Task.FromResult(new ClusterFacts(new Version(1, 30), ["linux/amd64"]));

    public Task<WorkloadSnapshot?> ReadWorkloadAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var manifest = Objects.GetValueOrDefault(workload.Name)?.DeepClone().AsObject();
        return Task.FromResult(manifest is null ? null : new WorkloadSnapshot(workload, (string)manifest["metadata"]!["uid"]!, Generation(manifest), manifest, Rollout(workload)));
    }

    public Task<bool> HasNamespaceAsync(string name, CancellationToken cancellationToken) => Task.FromResult(!MissingNamespaces.Contains(name));

    public Task<ImmutableArray<AccessQuestion>> FindDeniedAsync(ImmutableArray<AccessQuestion> questions, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<AccessQuestion>>([.. questions.Where(MayNot)]);

    public Task<DateTimeOffset?> ReadLastSuccessAsync(WorkloadReference cronJob, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(LastSuccesses.TryGetValue(cronJob.Name, out var last) ? last : null);

    public Task<string> ExportAsync(WorkloadReference workload, CancellationToken cancellationToken) => Task.FromResult(Objects[workload.Name].ToJsonString());

    public Task<Presence> LookForAsync(string ns, ConfigurationObject wanted, CancellationToken cancellationToken) =>
        Task.FromResult(MissingConfiguration.Contains(wanted.Name) ? Presence.Missing : HiddenConfiguration.Contains(wanted.Name) ? Presence.Hidden : Presence.There);

    /// <summary>What a patch that was applied waits for before it is answered.</summary>
    public Func<CancellationToken, Task> Answering { get; set; } = _ => Task.CompletedTask;

    public async Task<PatchResult> PatchAsync(WorkloadReference workload, ImmutableArray<PatchOperation> operations, string manager, CancellationToken cancellationToken)
    {
        await LifeLine.For(life.Reach(() => Sent.Add(workload.Name)));
        if (BeforePatch(workload) is { } early)
        {
            return early;
        }

        if (JsonPatch.Apply(Objects[workload.Name], operations, out var failed) is not { } patched)
        {
            return new PatchResult.Refused($"the server rejected our request: {failed!.Op} {failed.Path}");
        }

        patched["metadata"]!["generation"] = Generation(patched) + 1;
        Objects[workload.Name] = patched;
        Patched.Add(workload.Name);
        Managers.TryAdd(workload.Name, []);
        Managers[workload.Name].Add(manager);
        await LifeLine.For(life.Reach(() => { }));
        await Answering(cancellationToken);
        return AfterPatch(workload) ?? new PatchResult.Applied(Generation(patched));
    }

    public async Task<PatchResult> CreateAsync(WorkloadReference workload, string manifest, CancellationToken cancellationToken)
    {
        await LifeLine.For(life.Reach(() => Sent.Add(workload.Name)));
        if (Objects.ContainsKey(workload.Name))
        {
            return new PatchResult.Refused($"deployments.apps \"{workload.Name}\" already exists");
        }

        var made = JsonNode.Parse(manifest)!.AsObject();
        made["metadata"]!["uid"] = $"uid-{workload.Name}";
        made["metadata"]!["generation"] = 1L;
        Objects[workload.Name] = made;
        await LifeLine.For(life.Reach(() => { }));
        return AfterPatch(workload) ?? new PatchResult.Applied(1);
    }

    public async Task<PatchResult> DeleteAsync(WorkloadSnapshot seen, CancellationToken cancellationToken)
    {
        await LifeLine.For(life.Reach(() => Sent.Add(seen.Reference.Name)));
        BeforeDelete(seen);
        if (!JsonNode.DeepEquals(Objects.GetValueOrDefault(seen.Reference.Name), seen.Manifest))
        {
            return new PatchResult.Refused("Precondition failed");
        }

        Objects.Remove(seen.Reference.Name);
        return new PatchResult.Applied(0);
    }

    public async Task<RolloutReading> WatchRolloutAsync(RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        Assert.True(question.Generation <= Generation(Objects[question.Workload.Name]), "A generation that never was is awaited.");
        onProgress(new RolloutReading(RolloutState.Progressing, "1 of 4 updated", new RolloutCounts(4, 1, 1, 4, 5)));
        return Watch is null ? Complete : await Watch(question, cancellationToken);
    }

    public Task<ImmutableArray<OutdatedPod>> ReadOutdatedPodsAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<OutdatedPod>>([.. Outdated.GetValueOrDefault(workload.Name, [])]);

    public async Task<RolloutReading> ReplacePodAsync(WorkloadReference workload, OutdatedPod pod, Action<RolloutReading> onProgress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await LifeLine.For(life.Reach(() => Replaced.Add(pod.Name)));
        Outdated.GetValueOrDefault(workload.Name, []).Remove(pod);
        onProgress(new RolloutReading(RolloutState.Progressing, $"{pod.Name} runs and is not ready yet", new RolloutCounts(3, 1, 0, 2, 3)));
        return Replacement(pod);
    }

    public async Task<CollectedEvidence> CollectEvidenceAsync(WorkloadReference workload, CancellationToken cancellationToken)
    {
        lock (Looked)
        {
            Looked.Add(workload.Name);
        }

        return Evidence is null ? new CollectedEvidence([new EvidenceFile($"{workload.Kind.ToLowerInvariant()}-{workload.Name}.yaml", $"{Objects.GetValueOrDefault(workload.Name)}\n")], []) : await Evidence(workload, cancellationToken);
    }

    public async Task<CommandResult> ExecAsync(PodCommand command, Action<string> onLine, CancellationToken cancellationToken)
    {
        foreach (var line in Output.Split('\n'))
        {
            onLine(line);
        }

        await WaitForExec(cancellationToken);
        return Exec(command);
    }

    public Task<ImmutableArray<RunningImage>> ReadRunningImagesAsync(WorkloadReference workload, string container, CancellationToken cancellationToken)
    {
        var image = WorkloadFields.ImageOf(Objects[workload.Name], container)!;
        return Running(workload) is { } running ? Task.FromResult(running) : Task.FromResult<ImmutableArray<RunningImage>>([new RunningImage("pod-1", image, ImageReference.Parse(image).Digest)]);
    }

    /// <summary>A watch that goes on until it is cancelled.</summary>
    public static async Task<RolloutReading> NeverAsync(RolloutQuestion question, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<RolloutReading>();
        await using var registration = cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
        return await end.Task;
    }

    static long Generation(JsonObject manifest) => (long)manifest["metadata"]!["generation"]!;
}

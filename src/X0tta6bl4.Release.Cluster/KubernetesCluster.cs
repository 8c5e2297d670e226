using System.Collections.Immutable;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Commands;
using X0tta6bl4.Release.Cluster.Evidence;
using X0tta6bl4.Release.Cluster.Exporting;
using X0tta6bl4.Release.Cluster.Journaling;
using X0tta6bl4.Release.Cluster.Locking;
using X0tta6bl4.Release.Cluster.Watching;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster;

/// <summary>A real cluster. Reads are repeated while the API server is away or busy; changes are sent once.</summary>
public sealed class KubernetesCluster : ICluster, IAsyncDisposable
{
    readonly ApiClient api;
    readonly ClusterOptions options;
    readonly TimeProvider time;
    readonly WorkloadReader reader;
    readonly WorkloadPatch patch;
    readonly WorkloadLife life;
    readonly RolloutWatcher watch;
    readonly PodReplacement replacement;
    readonly FeedPool feeds;
    readonly PodExec exec;

    /// <summary>Takes over a client.</summary>
    internal KubernetesCluster(ApiClient api, ClusterOptions options, TimeProvider time)
    {
        this.api = api;
        (this.options, this.time) = (options, time);
        reader = new WorkloadReader(api, options.Judging);
        patch = new WorkloadPatch(api);
        life = new WorkloadLife(api);
        feeds = new FeedPool(api, options, time);
        watch = new RolloutWatcher(api, feeds, options, time);
        replacement = new PodReplacement(api, life, watch, options.Judging);
        exec = new PodExec(api, reader, options, time);
    }

    /// <inheritdoc/>
    public string Name => api.Cluster;

    /// <inheritdoc/>
    public Task<ClusterFacts> DescribeAsync(CancellationToken cancellationToken) => ClusterDescription.ReadAsync(api, cancellationToken);

    /// <inheritdoc/>
    public Task<WorkloadSnapshot?> ReadWorkloadAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        reader.ReadAsync(workload, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> HasNamespaceAsync(string name, CancellationToken cancellationToken) => ClusterDescription.HasNamespaceAsync(api, name, cancellationToken);

    /// <inheritdoc/>
    public Task<Presence> LookForAsync(string ns, ConfigurationObject wanted, CancellationToken cancellationToken) => ConfigurationLook.RunAsync(api, ns, wanted, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<AccessQuestion>> FindDeniedAsync(ImmutableArray<AccessQuestion> questions, CancellationToken cancellationToken) =>
        AccessReview.FindDeniedAsync(api, questions, cancellationToken);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> ReadLastSuccessAsync(WorkloadReference cronJob, CancellationToken cancellationToken) =>
        CronJobHistory.ReadLastSuccessAsync(api, cronJob, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> ExportAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        YamlText.Of(CleanManifest.Of(await api.GetAsync(Paths.Of(workload), $"{workload}", cancellationToken).ConfigureAwait(false)));

    /// <inheritdoc/>
    public Task<PatchResult> PatchAsync(WorkloadReference workload, ImmutableArray<PatchOperation> operations, string manager, CancellationToken cancellationToken) =>
        patch.SendAsync(workload, operations, manager, cancellationToken);

    /// <inheritdoc/>
    public Task<PatchResult> CreateAsync(WorkloadReference workload, string manifest, CancellationToken cancellationToken) =>
        life.CreateAsync(workload, manifest, cancellationToken);

    /// <inheritdoc/>
    public Task<PatchResult> DeleteAsync(WorkloadSnapshot seen, CancellationToken cancellationToken) =>
        life.DeleteAsync(seen, cancellationToken);

    /// <inheritdoc/>
    public Task<RolloutReading> WatchRolloutAsync(RolloutQuestion question, Action<RolloutReading> onProgress, CancellationToken cancellationToken) =>
        watch.RunAsync(question, onProgress, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<OutdatedPod>> ReadOutdatedPodsAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        reader.ReadOutdatedAsync(workload, cancellationToken);

    /// <inheritdoc/>
    public Task<RolloutReading> ReplacePodAsync(WorkloadReference workload, OutdatedPod pod, Action<RolloutReading> onProgress, CancellationToken cancellationToken) =>
        replacement.RunAsync(workload, pod, onProgress, cancellationToken);

    /// <inheritdoc/>
    public Task<CollectedEvidence> CollectEvidenceAsync(WorkloadReference workload, CancellationToken cancellationToken) =>
        new WorkloadEvidence(api, workload, options, time).CollectAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<CommandResult> ExecAsync(PodCommand command, Action<string> onLine, CancellationToken cancellationToken) =>
        exec.RunAsync(command, onLine, cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<RunningImage>> ReadRunningImagesAsync(WorkloadReference workload, string container, CancellationToken cancellationToken) =>
        [.. (await reader.ReadFactsAsync(workload, cancellationToken).ConfigureAwait(false)).NewestPods
            .SelectMany(pod => pod.Containers.Where(c => c.Name == container)
                .Select(c => new RunningImage(pod.Name, c.Image, c.Digest)))
            .OrderBy(image => image.Pod, StringComparer.Ordinal)];

    /// <summary>Locks of estates in a namespace of this cluster.</summary>
    public ILeaseTable Leases(string ns) => new LeaseTable(api, ns);

    /// <summary>Copies of journals in a namespace of this cluster.</summary>
    public IJournalShelf Journals(string ns) => new JournalShelf(api, ns);

    /// <summary>A way to a Service of this cluster through its API server, for read requests. It lives as long as the cluster's connection.</summary>
    /// <param name="ns">The Service's namespace.</param>
    /// <param name="target">Service and port: <c>NAME:PORT</c>, or <c>https:NAME:PORT</c>.</param>
    public ServiceProxy Proxy(string ns, string target) => new(api, ns, target);

    /// <summary>Ends all watches and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await feeds.DisposeAsync().ConfigureAwait(false);
        api.Dispose();
    }
}

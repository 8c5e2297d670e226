using System.Collections.Immutable;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Metrics.PromQL;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>Users and measurements of one cluster: background traffic for every product's workload, scraped each second. Its time is real, whatever the speed of the simulation.</summary>
internal sealed class TrafficMonitor : IDisposable
{
    /// <summary>Requests per second for each workload.</summary>
    const double Rate = 20;

    const string Product = "x0tta6bl4/";

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Cluster cluster;
    readonly Kubelet kubelet;
    readonly Dictionary<string, PodTraffic> pods = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    readonly ITimer timer;
    long last;
    bool hasBegun;

    public TrafficMonitor(Cluster cluster, Kubelet kubelet)
    {
        (this.cluster, this.kubelet) = (cluster, kubelet);
        timer = cluster.Clock.Time.CreateTimer(_ => Scrape(), null, Interval, Interval);
    }

    public SampleStore Samples { get; } = new();

    /// <summary>Forgets everything. As soon as every pod is ready, the last ten minutes are filled in, as if those pods had been running all the time.</summary>
    public void Begin()
    {
        lock (gate)
        {
            Samples.Clear();
            pods.Clear();
            hasBegun = false;
        }

        Scrape();
    }

    /// <summary>Counts a request that was really sent.</summary>
    public void Count(string ns, string pod, string method, string path, int status, TimeSpan latency)
    {
        lock (gate)
        {
            pods.GetValueOrDefault($"{ns}/{pod}")?.Count(method, path, status, latency);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    void Scrape()
    {
        var targets = Targets();
        lock (gate)
        {
            var now = Now();
            if (!hasBegun)
            {
                Fill(targets, now);
            }
            else if (now > last)
            {
                Advance(targets, now);
                Samples.Prune(now);
            }
        }
    }

    // Older samples 5 s apart, those of the last two minutes one second.
    void Fill(ImmutableArray<Target> targets, long now)
    {
        if (targets.IsEmpty || targets.Any(target => !target.IsReady) || targets.Length < Expected())
        {
            return;
        }

        hasBegun = true;
        last = now - (10 * 60_000);
        while (last < now)
        {
            Advance(targets, Math.Min(now, last + (now - last > 2 * 60_000 ? 5000 : 1000)));
        }
    }

    int Expected() => cluster.Do(() => cluster.Store.List(ResourceKinds.Pods)
        .Count(pod => pod.Namespace != "staging" && pod.Value.Items("spec", "containers").Any(c => (c.Text("image") ?? "").Contains(Product, StringComparison.Ordinal))));

    void Advance(ImmutableArray<Target> targets, long now)
    {
        var seconds = (now - last) / 1000.0;
        last = now;
        foreach (var service in targets.GroupBy(target => (target.Namespace, target.Service)))
        {
            var ready = service.Count(target => target.IsReady);
            foreach (var target in service)
            {
                var traffic = Of(target);
                traffic.Advance(target.IsReady ? Rate * seconds / ready : 0, seconds);
                foreach (var (labels, value) in traffic.Series(target.Restarts))
                {
                    Samples.Append(labels, new Sample(now, value));
                }
            }
        }

        EndOthers(targets, now);
    }

    PodTraffic Of(Target target)
    {
        // A container that was restarted counts from zero again.
        if (!pods.TryGetValue(target.Key, out var traffic) || traffic.Image.Digest != target.Image.Digest)
        {
            var labels = Labels.Of(
                ("cluster", cluster.Name), ("namespace", target.Namespace), ("service", target.Service), ("job", target.Service), ("version", target.Image.Tag), ("pod", target.Pod));
            traffic = new PodTraffic(labels, target.Image);
            pods[target.Key] = traffic;
        }

        return traffic;
    }

    // What a target that went away had measured is no answer to a question of now.
    void EndOthers(ImmutableArray<Target> targets, long now)
    {
        foreach (var key in pods.Keys.Except(targets.Select(target => target.Key)).ToList())
        {
            foreach (var (labels, _) in pods[key].Series(0))
            {
                Samples.Append(labels, new Sample(now, Sample.Stale));
            }

            pods.Remove(key);
        }
    }

    ImmutableArray<Target> Targets() => cluster.Do<ImmutableArray<Target>>(() =>
    [
        .. from pod in cluster.Store.List(ResourceKinds.Pods)
           let run = kubelet.Find(pod.Namespace, pod.Name)
           where run?.Containers[0] is { IsRunning: true, Image: { } image } && image.Repository.StartsWith(Product, StringComparison.Ordinal)
           let service = pod.Value.Labels().Text("app")
           where service is not null && pod.Namespace != "staging"
           select new Target(pod.Namespace, service, pod.Name, run.Containers[0].Image!, run.IsReady && !run.IsDraining, run.Containers[0].Restarts),
    ]);

    long Now() => cluster.Clock.Now.ToUnixTimeMilliseconds();

    /// <summary>One pod that is scraped.</summary>
    sealed record Target(string Namespace, string Service, string Pod, Image Image, bool IsReady, int Restarts)
    {
        public string Key => $"{Namespace}/{Pod}";
    }
}

using System.Globalization;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Metrics.PromQL;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>What one pod has counted since its start. Background traffic is computed, not sent.</summary>
/// <param name="target">Labels of all its series.</param>
/// <param name="image">What it runs.</param>
internal sealed class PodTraffic(Labels target, Image image)
{
    readonly Dictionary<(string Method, string Path), Route> routes = [];
    readonly Lock gate = new();
    readonly Labels up = target.With(Labels.MetricName, "up");
    readonly Labels cpuSeconds = Contained(target, "container_cpu_usage_seconds_total", image);
    readonly Labels memory = Contained(target, "container_memory_working_set_bytes", image);
    readonly Labels restartCount = Contained(target, "kube_pod_container_status_restarts_total", image);
    double cpu;

    public Image Image { get; } = image;

    /// <summary>Lets background traffic pass.</summary>
    /// <param name="requests">How many requests; may be a part of one.</param>
    /// <param name="seconds">In how much time.</param>
    public void Advance(double requests, double seconds)
    {
        lock (gate)
        {
            var paths = PathsOf(Image.Component);
            foreach (var (method, path) in paths)
            {
                var share = requests / paths.Length;
                var errors = Image.Mode.FailingPath == path ? share : share * Image.Mode.ErrorPercent / 100;
                Of(method, path).Add(share - errors, errors, AddedBy(Image.Mode));
            }

            cpu += (seconds * 0.01) + (requests * 0.002);
        }
    }

    /// <summary>Counts one request that was really sent.</summary>
    public void Count(string method, string path, int status, TimeSpan latency)
    {
        lock (gate)
        {
            Of(method, path).AddOne(status, latency.TotalSeconds);
        }
    }

    /// <summary>Every series with its value now.</summary>
    public IEnumerable<(Labels Labels, double Value)> Series(int restarts)
    {
        lock (gate)
        {
            return
            [
                (up, 1),
                .. routes.Values.SelectMany(route => route.Series()),
                (cpuSeconds, cpu),
                (memory, 64e6 + (1e6 * Chance.Fraction(target["pod"]))),
                (restartCount, restarts),
            ];
        }
    }

    static Labels Contained(Labels target, string name, Image image) => target.With(Labels.MetricName, name).With("container", image.Component);

    Route Of(string method, string path)
    {
        if (!routes.TryGetValue((method, path), out var route))
        {
            routes.Add((method, path), route = new Route(target.With("method", method).With("path", path)));
        }

        return route;
    }

    static double AddedBy(ImageMode mode) => (mode.Latency - ImageMode.Ok.Latency).TotalSeconds;

    static (string Method, string Path)[] PathsOf(string component) => component switch
    {
        "api-gateway" => [("POST", "/api/v1/auth/login"), ("GET", "/api/v1/quantum/keys")],
        "cultural-agents" => [("GET", "/api/v1/cultural/analyze")],
        "quantum-engine" => [("POST", "/api/v1/quantum/compute")],
        _ => [("GET", "/")],
    };

    /// <summary>Requests of one path. Parts of requests count as such: computed traffic has no reason to be noisier than its distribution.</summary>
    sealed class Route(Labels labels)
    {
        // Made once: there are many series, and every second asks for all of them.
        readonly Labels[] buckets = [.. LatencyCurve.Bounds.Append(double.PositiveInfinity).Select(bound => Named(labels, "http_request_duration_seconds_bucket").With("le", double.IsFinite(bound) ? bound.ToString(CultureInfo.InvariantCulture) : "+Inf"))];
        readonly Labels number = Named(labels, "http_request_duration_seconds_count");
        readonly Labels sum = Named(labels, "http_request_duration_seconds_sum");
        readonly SortedDictionary<int, (Labels Labels, double Count)> counts = [];
        readonly double[] within = new double[LatencyCurve.Bounds.Length];
        double all;
        double seconds;

        public void Add(double good, double errors, double added)
        {
            Count(200, good);
            if (errors > 0)
            {
                Count(500, errors);
            }

            all += good + errors;
            seconds += (good + errors) * (LatencyCurve.Mean + added);
            for (var i = 0; i < within.Length; i++)
            {
                within[i] += (good + errors) * LatencyCurve.Share(LatencyCurve.Bounds[i], added);
            }
        }

        public void AddOne(int status, double latency)
        {
            Count(status, 1);
            all++;
            seconds += latency;
            for (var i = 0; i < within.Length; i++)
            {
                within[i] += latency <= LatencyCurve.Bounds[i] ? 1 : 0;
            }
        }

        public IEnumerable<(Labels Labels, double Value)> Series() =>
        [
            .. counts.Values.Select(count => (count.Labels, count.Count)),
            .. within.Append(all).Select((count, i) => (buckets[i], count)),
            (number, all),
            (sum, seconds),
        ];

        void Count(int status, double more) => counts[status] = counts.TryGetValue(status, out var count)
            ? (count.Labels, count.Count + more)
            : (Named(labels, "http_requests_total").With("status", status.ToString(CultureInfo.InvariantCulture)), more);

        static Labels Named(Labels labels, string name) => labels.With(Labels.MetricName, name);
    }
}

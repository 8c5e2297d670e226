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
    double cpu;

    public Labels Target { get; } = target;

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
                (Named("up"), 1),
                .. routes.SelectMany(route => route.Value.Series(Target.With("method", route.Key.Method).With("path", route.Key.Path))),
                (Named("container_cpu_usage_seconds_total").With("container", Image.Component), cpu),
                (Named("container_memory_working_set_bytes").With("container", Image.Component), 64e6 + (1e6 * Chance.Fraction(Target["pod"]))),
                (Named("kube_pod_container_status_restarts_total").With("container", Image.Component), restarts),
            ];
        }
    }

    Labels Named(string name) => Target.With(Labels.MetricName, name);

    Route Of(string method, string path)
    {
        if (!routes.TryGetValue((method, path), out var route))
        {
            routes.Add((method, path), route = new Route());
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

    /// <summary>Requests of one path. Counts are whole when they are read; parts are carried over.</summary>
    sealed class Route
    {
        readonly SortedDictionary<int, double> counts = [];
        readonly double[] within = new double[LatencyCurve.Bounds.Length];
        double all;
        double seconds;

        public void Add(double good, double errors, double added)
        {
            counts[200] = counts.GetValueOrDefault(200) + good;
            if (errors > 0)
            {
                counts[500] = counts.GetValueOrDefault(500) + errors;
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
            counts[status] = counts.GetValueOrDefault(status) + 1;
            all++;
            seconds += latency;
            for (var i = 0; i < within.Length; i++)
            {
                within[i] += latency <= LatencyCurve.Bounds[i] ? 1 : 0;
            }
        }

        public IEnumerable<(Labels Labels, double Value)> Series(Labels labels) =>
        [
            .. counts.Select(count => (labels.With(Labels.MetricName, "http_requests_total").With("status", count.Key.ToString(CultureInfo.InvariantCulture)), Math.Floor(count.Value))),
            .. within.Select((count, i) => (labels.With(Labels.MetricName, "http_request_duration_seconds_bucket").With("le", LatencyCurve.Bounds[i].ToString(CultureInfo.InvariantCulture)), Math.Floor(count))),
            (labels.With(Labels.MetricName, "http_request_duration_seconds_bucket").With("le", "+Inf"), Math.Floor(all)),
            (labels.With(Labels.MetricName, "http_request_duration_seconds_count"), Math.Floor(all)),
            (labels.With(Labels.MetricName, "http_request_duration_seconds_sum"), seconds),
        ];
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The program that every image of the estate's own holds: a small HTTP service. Images of charts hold others.</summary>
internal static class SimulatedApp
{
    const int DefaultPort = 8000;
    const string LoginPath = "/api/v1/auth/login";

    static readonly FrozenDictionary<string, (string Method, string Fields)> Routes = new Dictionary<string, (string, string)>
    {
        ["/"] = ("GET", "{}"),
        ["/version"] = ("GET", "{}"),
        ["/api/v1/quantum/compute"] = ("POST", """{"result": "computed", "qubits": 8}"""),
        ["/api/v1/cultural/analyze"] = ("GET", """{"result": "analyzed", "score": 0.5}"""),
        [LoginPath] = ("GET", """{"result": "ok", "token": "test-token"}"""),
        ["/api/v1/quantum/keys"] = ("GET", """{"result": "ok", "keys": ["k1", "k2"]}"""),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Paths that tell whether it lives, and whether it takes requests; those of the charts' programs among them.</summary>
    static readonly FrozenSet<string> Health = new[] { "/health", "/healthz", "/-/healthy" }.ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> Readiness = new[] { "/ready", "/-/ready", "/api/health", "/health/ready" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The port the program listens on: the one it is told, else the first that its container declares.</summary>
    public static int PortOf(JsonObject container) =>
        int.TryParse(container.Items("env").FirstOrDefault(e => e.Text("name") == "PORT").Text("value"), CultureInfo.InvariantCulture, out var port)
            ? port : container.Items("ports").Select(p => p.Number("containerPort")).FirstOrDefault() ?? DefaultPort;

    /// <summary>Answers a request.</summary>
    /// <param name="image">The image that runs.</param>
    /// <param name="pod">The pod's name.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, without a query.</param>
    /// <param name="luck">A number in [0, 1) that decides whether the request is one of those that fail.</param>
    public static AppAnswer Answer(Image image, string pod, string method, string path, double luck)
    {
        if (ChartImages.IsOne(image.Repository))
        {
            return ChartApp.Answer(image, path);
        }

        if (image.Mode.IsIll)
        {
            return new(503, new() { ["error"] = "overloaded" }, TimeSpan.Zero);
        }

        if (Health.Contains(path))
        {
            return new(200, new() { ["status"] = "healthy" }, TimeSpan.Zero);
        }

        if (Readiness.Contains(path))
        {
            return image.Mode.IsNeverReady
                ? new(503, new() { ["status"] = "not ready" }, TimeSpan.Zero)
                : new(200, new() { ["status"] = "ready" }, TimeSpan.Zero);
        }

        if (luck * 100 < image.Mode.ErrorPercent || path == image.Mode.FailingPath)
        {
            return new(500, new() { ["error"] = "injected", ["version"] = image.Tag }, image.Mode.Latency);
        }

        return Known(image, pod, method, path);
    }

    static AppAnswer Known(Image image, string pod, string method, string path)
    {
        if (!Routes.TryGetValue(path, out var route))
        {
            return new(404, new() { ["error"] = "not found" }, image.Mode.Latency);
        }

        if (method != route.Method && !(route.Method == "GET" && method == "HEAD") && !(path == LoginPath && method == "POST"))
        {
            return new(405, new() { ["error"] = "method not allowed" }, image.Mode.Latency);
        }

        var body = new JsonObject { ["service"] = image.Component, ["version"] = image.Tag, ["pod"] = pod };
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(route.Fields)!)
        {
            body[name] = value?.DeepClone();
        }

        return new(200, body, image.Mode.Latency);
    }
}

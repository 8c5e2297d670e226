using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The programs that charts bring, as far as somebody asks them how they are.</summary>
internal static class ChartApp
{
    static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(3);
    static readonly string[] Liveness = ["/", "/health", "/healthz", "/live", "/livez", "/health/live"];
    static readonly string[] Readiness = ["/ready", "/readyz", "/health/ready"];

    public static AppAnswer Answer(Image image, string path) => image.Repository switch
    {
        ChartImages.Grafana when path == "/api/health" => Ready(image, new() { ["commit"] = Commit(image), ["database"] = "ok", ["version"] = image.Tag }),
        ChartImages.Prometheus when path == "/-/healthy" => Ok(new() { ["status"] = "Prometheus Server is Healthy." }),
        ChartImages.Prometheus when path == "/-/ready" => Ready(image, new() { ["status"] = "Prometheus Server is Ready." }),
        ChartImages.Vault => Vault(image, path),
        _ when Liveness.Contains(path) => Ok(new() { ["status"] = "ok" }),
        _ when Readiness.Contains(path) => Ready(image, new() { ["status"] = "ok" }),
        _ => NotFound(),
    };

    static AppAnswer Vault(Image image, string path) => path switch
    {
        "/v1/sys/health" => new(image.Mode.IsSealed ? 503 : 200, Seal(image), Latency),
        "/v1/sys/seal-status" => Ok(Seal(image)),
        _ when image.Mode.IsSealed => new(503, new() { ["errors"] = new JsonArray("Vault is sealed") }, Latency),
        _ => NotFound(),
    };

    static JsonObject Seal(Image image) => new() { ["initialized"] = true, ["sealed"] = image.Mode.IsSealed, ["version"] = image.Tag };

    static AppAnswer Ready(Image image, JsonObject body) => image.Mode.IsNeverReady
        ? new(503, new() { ["status"] = "not ready" }, Latency) : Ok(body);

    static AppAnswer Ok(JsonObject body) => new(200, body, Latency);

    static AppAnswer NotFound() => new(404, new() { ["error"] = "not found" }, Latency);

    static string Commit(Image image) => image.Digest[^40..];
}

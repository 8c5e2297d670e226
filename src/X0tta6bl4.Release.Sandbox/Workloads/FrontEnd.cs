using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Metrics;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The address of a Service: sends each request to one of its ready pods in turn; what such a pod passes on, another Service's pod answers.</summary>
internal sealed class FrontEnd(Cluster cluster, Kubelet kubelet, EndpointRow row, TrafficMonitor? monitor)
{
    long requests;

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref requests);
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        var answer = Ask(row.Namespace, row.Service, method, path, number);
        if (answer.Status == 200 && row.Forwards.FirstOrDefault(forward => path.StartsWith(forward.Prefix, StringComparison.Ordinal)) is { } forward)
        {
            var behind = Ask(forward.Namespace, forward.Service, method, path, number);
            answer = behind with { Latency = answer.Latency + behind.Latency };
        }

        await cluster.Clock.DelayAsync(answer.Latency, cancellationToken).ConfigureAwait(false);
        await ApiReply.Of(answer.Body, answer.Status).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    AppAnswer Ask(string ns, string service, string method, string path, long number)
    {
        if (cluster.Do(() => ReadyPods.Choose(cluster, kubelet, ns, service, number)) is not { } target)
        {
            return new(503, new JsonObject { ["error"] = $"no ready endpoints of {service}" }, TimeSpan.Zero);
        }

        var luck = Chance.Fraction($"{ns}/{service}/{number.ToString(CultureInfo.InvariantCulture)}");
        var answer = SimulatedApp.Answer(target.Image, target.Pod, method, path, luck);
        if (path is not ("/health" or "/ready" or "/metrics"))
        {
            monitor?.Count(ns, target.Pod, method, path, answer.Status, answer.Latency);
        }

        return answer;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Images;
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
            answer = behind == AppAnswer.None ? new(502, new JsonObject { ["error"] = $"{forward.Service} ended the connection" }, answer.Latency)
                : behind with { Latency = answer.Latency + behind.Latency };
        }

        if (answer == AppAnswer.None)
        {
            context.Abort();
            return;
        }

        await cluster.Clock.DelayAsync(answer.Latency, cancellationToken).ConfigureAwait(false);
        await ApiReply.Of(answer.Body, answer.Status).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    AppAnswer Ask(string ns, string service, string method, string path, long number)
    {
        if (cluster.Do(() => Choose(ns, service, number)) is not { } target)
        {
            return new(503, new JsonObject { ["error"] = $"no ready endpoints of {service}" }, TimeSpan.Zero);
        }

        if (target.Image is null)
        {
            return AppAnswer.None;
        }

        var luck = Chance.Fraction($"{ns}/{service}/{number.ToString(CultureInfo.InvariantCulture)}");
        var answer = SimulatedApp.Answer(target.Image, target.Pod, method, path, luck);
        if (path is not ("/health" or "/ready" or "/metrics"))
        {
            monitor?.Count(ns, target.Pod, method, path, answer.Status, answer.Latency);
        }

        return answer;
    }

    // Nodes learn last that a pod is gone. Without an image where nothing runs any more.
    (Image? Image, string Pod)? Choose(string ns, string service, long number)
    {
        var ready = ReadyPods.Of(cluster, kubelet, ns, service);
        var deserted = kubelet.Deserted(ns).Where(pod => Selects(ns, service, pod)).ToList();
        if (ready.Count + deserted.Count == 0)
        {
            return null;
        }

        var place = (int)(number % (ready.Count + deserted.Count));
        return place < ready.Count ? (ready[place].Containers[0].Image!, ready[place].Name) : (null, deserted[place - ready.Count].Value.Name());
    }

    bool Selects(string ns, string service, StoredObject pod) =>
        cluster.Store.Find(ResourceKinds.Services, ns, service) is { } found && LabelSelector.FromLabels(found.Value.At("spec", "selector")).Matches(pod.Value.Labels());
}

using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Api;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The address of a Service: sends each request to one of its ready pods in turn.</summary>
internal sealed class FrontEnd(Cluster cluster, Kubelet kubelet, string ns, string service)
{
    long requests;

    public async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref requests);
        if (cluster.Do(() => Choose(number)) is not { } target)
        {
            await ApiReply.Of(new JsonObject { ["error"] = $"no ready endpoints of {service}" }, 503).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
            return;
        }

        var luck = Chance.Fraction($"{ns}/{service}/{number.ToString(CultureInfo.InvariantCulture)}");
        var answer = SimulatedApp.Answer(target.Image, target.Pod, context.Request.Method, context.Request.Path.Value ?? "/", luck);
        await cluster.Clock.DelayAsync(answer.Latency, cancellationToken).ConfigureAwait(false);
        await ApiReply.Of(answer.Body, answer.Status).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
    }

    (Image Image, string Pod)? Choose(long number)
    {
        var ready = cluster.Store.List(ResourceKinds.EndpointSlices, ns)
            .Where(s => s.Value.Labels().Text("kubernetes.io/service-name") == service)
            .SelectMany(s => s.Value.Items("endpoints")).Where(e => e.Flag("conditions", "ready"))
            .Select(e => kubelet.Find(ns, e.Text("targetRef", "name") ?? "")).OfType<PodRun>()
            .Where(r => r.Containers[0] is { IsRunning: true, Image: not null }).ToList();
        if (ready.Count == 0)
        {
            return null;
        }

        var chosen = ready[(int)(number % ready.Count)];
        return (chosen.Containers[0].Image!, chosen.Name);
    }
}

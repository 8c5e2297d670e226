using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Workloads;

/// <summary>The pods behind a Service that take requests. Needs the gate.</summary>
internal static class ReadyPods
{
    /// <summary>All of them.</summary>
    public static List<PodRun> Of(Cluster cluster, Kubelet kubelet, string ns, string service) =>
    [
        .. cluster.Store.List(ResourceKinds.EndpointSlices, ns)
            .Where(s => s.Value.Labels().Text("kubernetes.io/service-name") == service)
            .SelectMany(s => s.Value.Items("endpoints")).Where(e => e.Flag("conditions", "ready"))
            .Select(e => kubelet.Find(ns, e.Text("targetRef", "name") ?? "")).OfType<PodRun>()
            .Where(r => r.Containers[0] is { IsRunning: true, Image: not null }),
    ];

    /// <summary>The image and name of one of them, in turn by the request's number; null when there is none.</summary>
    public static (Image Image, string Pod)? Choose(Cluster cluster, Kubelet kubelet, string ns, string service, long number)
    {
        var ready = Of(cluster, kubelet, ns, service);
        if (ready.Count == 0)
        {
            return null;
        }

        var chosen = ready[(int)(number % ready.Count)];
        return (chosen.Containers[0].Image!, chosen.Name);
    }
}

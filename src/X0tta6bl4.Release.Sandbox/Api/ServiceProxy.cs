using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Pods;
using X0tta6bl4.Release.Sandbox.Storage;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The way through the API server to what a Service serves: <c>/api/v1/namespaces/NS/services/[SCHEME:]NAME[:PORT]/proxy/…</c>.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="kubelet">Its pods.</param>
/// <param name="authorizer">Who may do what.</param>
internal sealed class ServiceProxy(Cluster cluster, Kubelet kubelet, Authorizer authorizer)
{
    long requests;

    /// <summary>Answers what pods of Prometheus are asked; null where no Prometheus measures the cluster.</summary>
    public Func<HttpContext, CancellationToken, Task>? Prometheus { get; set; }

    /// <summary>Answers a request if its path leads through here.</summary>
    /// <returns>False when it does not.</returns>
    /// <exception cref="Rejection">The Service does not exist or cannot be reached, or the user may not.</exception>
    public async Task<bool> TryAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if ((context.Request.Path.Value ?? "").TrimStart('/').Split('/') is not ["api", "v1", "namespaces", var ns, "services", var target, "proxy", .. var rest])
        {
            return false;
        }

        var path = $"/{string.Join('/', rest)}";
        var pod = cluster.Do(() => Find(context.Request, ns, target));
        if (pod.Image.Repository == ChartImages.Prometheus && Prometheus is { } prometheus)
        {
            context.Request.Path = path;
            await prometheus(context, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var luck = Chance.Fraction($"proxy/{ns}/{target}/{Interlocked.Increment(ref requests).ToString(CultureInfo.InvariantCulture)}");
        var answer = SimulatedApp.Answer(pod.Image, pod.Name, context.Request.Method, path, luck);
        await cluster.Clock.DelayAsync(answer.Latency, cancellationToken).ConfigureAwait(false);
        await ApiReply.Of(answer.Body, answer.Status).WriteAsync(context.Response, cancellationToken).ConfigureAwait(false);
        return true;
    }

    (Image Image, string Name) Find(HttpRequest request, string ns, string target)
    {
        authorizer.Check(request, new(ResourceKinds.Services, ns, target, "proxy"));
        var (name, port) = target.Split(':') switch
        {
            [var only] => (only, ""),
            [var service, var number] => (service, number),
            ["http" or "https" or "", var service, var number] => (service, number),
            _ => throw Rejection.BadRequest($"invalid service request \"{target}\""),
        };
        var found = cluster.Store.Find(ResourceKinds.Services, ns, name) ?? throw Rejection.NotFound(ResourceKinds.Services, name);
        var ports = found.Value.Items("spec", "ports").ToList();
        if (port.Length == 0 ? ports.Count != 1 : !ports.Exists(p => Is(p, port)))
        {
            throw Rejection.Unavailable($"no service port \"{port}\" found for service \"{name}\"");
        }

        return ReadyPods.Choose(cluster, kubelet, ns, name, Interlocked.Read(ref requests)) is { } chosen
            ? (chosen.Image, chosen.Pod) : throw Rejection.Unavailable($"no endpoints available for service \"{target}\"");
    }

    static bool Is(JsonObject port, string wanted) => port.Text("name") == wanted || port.Number("port")?.ToString(CultureInfo.InvariantCulture) == wanted;
}

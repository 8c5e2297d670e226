using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Execution;
using X0tta6bl4.Release.Sandbox.Images;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;
using X0tta6bl4.Release.Sandbox.Workloads;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>What simulated containers answer to their probes.</summary>
internal static class ProbeAnswer
{
    /// <summary>What the kubelet would report, or null when the probe succeeds.</summary>
    public static string? Failure(Cluster cluster, JsonObject pod, JsonObject spec, ContainerRun container, string name)
    {
        var probe = spec.At(name);
        if (probe.At("exec", "command") is JsonArray command)
        {
            var outcome = new ContainerShell(cluster, pod, container, []).Run([.. command.Select(w => w.Text() ?? "")]);
            return outcome.ExitCode == 0 ? null : outcome.Failure ?? outcome.Output + outcome.Errors;
        }

        var action = probe.At("httpGet") ?? probe.At("tcpSocket");
        if (action is null || container.Image is null)
        {
            return null;
        }

        var port = Port(action, spec);
        var address = $"{pod.Text("status", "podIP")}:{port.ToString(CultureInfo.InvariantCulture)}";
        var path = action.Text("path") ?? "/";
        if (!OpenPorts.Contain(container.Image, spec, port))
        {
            var refused = $"dial tcp {address}: connect: connection refused";
            return probe.At("httpGet") is null ? refused : $"Get \"http://{address}{path}\": {refused}";
        }

        var status = probe.At("httpGet") is null ? 200 : SimulatedApp.Answer(Awake(cluster, container), pod.Name(), "GET", path, 1).Status;
        return status is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {status.ToString(CultureInfo.InvariantCulture)}";
    }

    // A program that is slow to start is never ready, for a while.
    static Image Awake(Cluster cluster, ContainerRun container)
    {
        var image = container.Image!;
        var runs = cluster.Clock.Simulated(cluster.Clock.Now - (container.StartedAt ?? cluster.Clock.Now));
        return runs < image.Mode.ReadyAfter ? image with { Mode = image.Mode with { IsNeverReady = true } } : image;
    }

    static int Port(JsonNode action, JsonObject spec) =>
        action.Number("port") ?? spec.Items("ports").FirstOrDefault(p => p.Text("name") == action.Text("port")).Number("containerPort") ?? 0;
}

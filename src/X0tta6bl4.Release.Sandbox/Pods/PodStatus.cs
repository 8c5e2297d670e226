using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Writes the status of a pod from what its containers do.</summary>
internal static class PodStatus
{
    public static void Write(JsonObject pod, PodRun run, string now)
    {
        var status = pod.Ensure("status");
        status["phase"] = run.Containers.Any(c => c.StartedAt is not null) ? "Running" : "Pending";
        var unready = string.Join(' ', run.Containers.Where(c => !c.IsReady).Select(c => c.Name));
        var message = unready.Length == 0 ? null : $"containers with unready status: [{unready}]";
        var conditions = status.EnsureArray("conditions");
        Set(conditions, "PodReadyToStartContainers", true, null, now);
        Set(conditions, "Initialized", true, null, now);
        Set(conditions, "Ready", run.IsReady, message, now);
        Set(conditions, "ContainersReady", run.IsReady, message, now);
        Set(conditions, "PodScheduled", true, null, now);
        status["containerStatuses"] = new JsonArray([.. run.Containers.Select(ContainerStatus)]);
    }

    static void Set(JsonArray conditions, string type, bool value, string? message, string now)
    {
        var current = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        var text = value ? "True" : "False";
        var made = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = current.Text("status") == text ? current.Text("lastTransitionTime") : now,
        };
        if (message is not null)
        {
            made["reason"] = "ContainersNotReady";
            made["message"] = message;
        }

        if (current is null)
        {
            conditions.Add(made);
        }
        else
        {
            conditions[conditions.IndexOf(current)] = made;
        }
    }

    static JsonObject ContainerStatus(ContainerRun container)
    {
        var isPulled = container.Image is not null && container.StartedAt is not null;
        var status = new JsonObject
        {
            ["name"] = container.Name,
            ["image"] = isPulled ? $"docker.io/{container.Image!.Repository}:{container.Image.Tag}" : container.ImageText,
            ["imageID"] = isPulled ? $"docker.io/{container.Image!.Repository}@{container.Image.Digest}" : "",
            ["ready"] = container.IsReady,
            ["started"] = container.IsRunning,
            ["restartCount"] = container.Restarts,
            ["state"] = State(container),
            ["lastState"] = container.LastCrash is { } crash
                ? new JsonObject { ["terminated"] = Terminated(container, crash.Started, crash.Finished) } : new JsonObject(),
        };
        if (isPulled)
        {
            status["containerID"] = ContainerId(container, container.StartedAt ?? default);
        }

        return status;
    }

    static JsonObject State(ContainerRun container)
    {
        switch (container.Phase)
        {
            case ContainerPhase.Running:
                return new() { ["running"] = new JsonObject { ["startedAt"] = container.StartedAt?.Stamp() } };
            case ContainerPhase.Terminated:
                return new() { ["terminated"] = Terminated(container, container.StartedAt ?? default, container.FinishedAt ?? default) };
            default:
                var waiting = new JsonObject { ["reason"] = container.WaitingReason };
                if (container.WaitingMessage is not null)
                {
                    waiting["message"] = container.WaitingMessage;
                }

                return new() { ["waiting"] = waiting };
        }
    }

    static JsonObject Terminated(ContainerRun container, DateTimeOffset started, DateTimeOffset finished) => new()
    {
        ["exitCode"] = 1,
        ["reason"] = "Error",
        ["startedAt"] = started.Stamp(),
        ["finishedAt"] = finished.Stamp(),
        ["containerID"] = ContainerId(container, started),
    };

    static string ContainerId(ContainerRun container, DateTimeOffset started)
    {
        var seed = new Chance(Chance.Hash($"{container.PodUid}/{container.Name}/{started.Stamp()}"));
        return $"containerd://{seed.Next():x16}{seed.Next():x16}{seed.Next():x16}{seed.Next():x16}";
    }
}

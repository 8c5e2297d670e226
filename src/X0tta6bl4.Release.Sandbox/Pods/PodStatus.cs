using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>Writes the status of a pod from what its containers do.</summary>
internal static class PodStatus
{
    public static void Write(JsonObject pod, PodRun run, string now)
    {
        var status = pod.Ensure("status");
        status["phase"] = run.Failure is not null ? "Failed" : run.IsInitialized && run.Containers.Any(c => c.StartedAt is not null) ? "Running" : "Pending";
        var conditions = status.EnsureArray("conditions");
        Set(conditions, "PodReadyToStartContainers", true, null, now);
        Set(conditions, "Initialized", run.IsInitialized, Unfinished("ContainersNotInitialized", "incomplete", run.InitContainers.Where(c => !c.IsReady)), now);
        var unready = run.Failure is null ? Unfinished("ContainersNotReady", "unready", run.Containers.Where(c => !c.IsReady)) : ("PodFailed", null);
        Set(conditions, "Ready", run.IsReady, unready, now);
        Set(conditions, "ContainersReady", run.IsReady, unready, now);
        Set(conditions, "PodScheduled", true, null, now);
        status["containerStatuses"] = new JsonArray([.. run.Containers.Select(c => ContainerStatus(run, c))]);
        if (run.InitContainers.Length > 0)
        {
            status["initContainerStatuses"] = new JsonArray([.. run.InitContainers.Select(c => ContainerStatus(run, c))]);
        }

        if (run.Failure is { } failure)
        {
            status["reason"] = failure.Reason;
            status["message"] = failure.Message;
        }
    }

    static (string Reason, string? Message)? Unfinished(string reason, string what, IEnumerable<ContainerRun> containers) =>
        string.Join(' ', containers.Select(c => c.Name)) is { Length: > 0 } names ? (reason, $"containers with {what} status: [{names}]") : null;

    /// <summary>Sets a condition; its time changes with its status only.</summary>
    public static void Set(JsonArray conditions, string type, bool? value, (string Reason, string? Message)? why, string now)
    {
        var current = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        var text = value switch { true => "True", false => "False", null => "Unknown" };
        var made = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = current.Text("status") == text ? current.Text("lastTransitionTime") : now,
        };
        if (why is { } known)
        {
            made["reason"] = known.Reason;
            if (known.Message is { } message)
            {
                made["message"] = message;
            }
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

    static JsonObject ContainerStatus(PodRun run, ContainerRun container)
    {
        var isPulled = container.Image is not null && container.StartedAt is not null;
        var status = new JsonObject
        {
            ["name"] = container.Name,
            ["image"] = isPulled ? $"docker.io/{container.Image!.Repository}:{container.Image.Tag}" : container.ImageText,
            ["imageID"] = isPulled ? $"docker.io/{container.Image!.Repository}@{container.Image.Digest}" : "",
            ["ready"] = container.IsReady,
            ["started"] = container.IsRunning && container.HasStarted,
            ["restartCount"] = container.Restarts,
            ["state"] = State(run, container),
            ["lastState"] = container.LastEnd is { } last ? new JsonObject { ["terminated"] = Terminated(container, last) } : new JsonObject(),
        };
        if (isPulled)
        {
            status["containerID"] = ContainerId(container, container.StartedAt ?? default);
        }

        return status;
    }

    static JsonObject State(PodRun run, ContainerRun container)
    {
        switch (container.Phase)
        {
            case ContainerPhase.Running:
                return new() { ["running"] = new JsonObject { ["startedAt"] = container.StartedAt?.Stamp() } };
            case ContainerPhase.Terminated:
                return new() { ["terminated"] = Terminated(container, new(container.StartedAt ?? default, container.FinishedAt ?? default, container.Exit)) };
            default:
                var isBehind = container.StartedAt is null && container.FailedPulls == 0 && !run.IsInitialized;
                var waiting = new JsonObject { ["reason"] = isBehind ? "PodInitializing" : container.WaitingReason };
                if (container.WaitingMessage is not null)
                {
                    waiting["message"] = container.WaitingMessage;
                }

                return new() { ["waiting"] = waiting };
        }
    }

    static JsonObject Terminated(ContainerRun container, EndedRun run)
    {
        var ended = new JsonObject
        {
            ["exitCode"] = run.Exit.Code,
            ["reason"] = run.Exit.Reason,
            ["startedAt"] = run.Started.Stamp(),
            ["finishedAt"] = run.Finished.Stamp(),
            ["containerID"] = ContainerId(container, run.Started),
        };
        if (run.Exit.Message is { } message)
        {
            ended["message"] = message;
        }

        return ended;
    }

    static string ContainerId(ContainerRun container, DateTimeOffset started)
    {
        var seed = new Chance(Chance.Hash($"{container.PodUid}/{container.Name}/{started.Stamp()}"));
        return $"containerd://{seed.Next():x16}{seed.Next():x16}{seed.Next():x16}{seed.Next():x16}";
    }
}

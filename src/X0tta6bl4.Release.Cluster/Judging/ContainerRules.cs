namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Rules on what containers do once their image is there.</summary>
static class ContainerRules
{
    static readonly string[] NeverStarts =
        ["executable file not found", "no such file or directory", "permission denied", "exec format error", "is a directory"];

    /// <summary>K-CONFIG. Kubelets that have just started report caches that are not filled yet; that passes.</summary>
    public static Symptom? BadConfiguration(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        container.WaitReason == "CreateContainerConfigError"
        && !(container.WaitMessage.Contains("failed to sync", StringComparison.Ordinal) && container.WaitMessage.Contains("cache", StringComparison.Ordinal))
            ? Symptom.Of(pod, container, $"cannot be configured: {container.WaitMessage}", Symptom.AtOnce)
            : null;

    /// <summary>K-START. Docker's ContainerCannotRun with 128 is a race of its own that passes; containerd says StartError with 128 for everything,
    /// so there the message decides.</summary>
    public static Symptom? CannotStart(PodFacts pod, ContainerFacts container, JudgeLimits limits)
    {
        var message = container.WaitReason is "RunContainerError" or "CreateContainerError" ? container.WaitMessage
            : container.Exit is { Reason: "StartError" } exit && !container.Ready ? exit.Message
            : "";
        return container is { Exit: { Reason: "ContainerCannotRun", Code: not 128 } docker, Ready: false }
            ? Symptom.Of(pod, container, $"cannot be started: {docker.Message} (exit code {docker.Code})", Symptom.AtOnce)
            : Array.Exists(NeverStarts, words => message.Contains(words, StringComparison.Ordinal))
            ? Symptom.Of(pod, container, $"cannot be started: {message}", Symptom.AtOnce)
            : null;
    }

    /// <summary>K-OOM: killed, restarted, and killed again or backing off.</summary>
    public static Symptom? OutOfMemory(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        container.Exit is { Reason: "OOMKilled" } exit && container.Restarts >= 1 && IsDown(container)
            ? Symptom.Of(pod, container, $"killed for lack of memory {Times(container)} (exit code {exit.Code})", Symptom.AtOnce)
            : null;

    /// <summary>K-CRASHLOOP: ended again after so many restarts that a slow dependency is no excuse.</summary>
    public static Symptom? CrashLoop(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        container.Restarts >= limits.CrashRestarts && IsDown(container) && (!container.IsInit || container.Exit is not { Code: 0 })
            ? Symptom.Of(pod, container, $"ended {Times(container)}, last with exit code {container.Exit?.Code ?? 0}{Reason(container)}", Symptom.AtOnce)
            : null;

    /// <summary>K-NEVER-READY: runs without a restart, and has used up what its own probes grant it.</summary>
    public static Symptom? NeverReady(PodFacts pod, ContainerFacts container, JudgeLimits limits) =>
        container is { IsInit: false, Ready: false, Restarts: 0, RunningSince: { } since, ProbeBudget: { } budget }
            ? Symptom.Of(
                pod,
                container,
                $"runs, but is not ready {Access.Text.Of(budget + limits.NeverReadyFloor)} after its start (its probes grant {Access.Text.Of(budget)})",
                since + budget + limits.NeverReadyFloor)
            : null;

    static bool IsDown(ContainerFacts container) => container.IsEnded || container.WaitReason == "CrashLoopBackOff";

    /// <summary>An end is counted as a restart only once the next start has been made.</summary>
    static string Times(ContainerFacts container) => $"{container.Restarts + 1} times";

    static string Reason(ContainerFacts container) => container.Exit is { Reason.Length: > 0, Reason: not ("Error" or "Completed") } exit ? $" ({exit.Reason})" : "";
}

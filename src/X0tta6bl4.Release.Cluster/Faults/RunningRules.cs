using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of containers that were started.</summary>
static class RunningRules
{
    const string Ends = "The container's last end and its count of restarts; the last lines of its log, of the instance before too";
    const string Probes = "The pod's events Killing and Unhealthy; the last lines of the container's log";
    const double Half = 0.5;

    /// <summary>The row of a program that is killed for its liveness probe. Between two kills it may count as ready, so it is asked even of a rollout that looks complete.</summary>
    public static FaultRule Liveness { get; } = new ContainerRule("K-LIVENESS", "Liveness probe kills", LivenessFails, seen => $"was killed {seen.KilledFor("liveness")} times because its liveness probe failed")
    {
        Cause = "The program runs, and its liveness probe fails, so the kubelet kills the container again and again.",
        Fatal = "When it was killed twice for it in half of the new pods, or after 4 restarts in one; even when the pods count as ready in between.",
        Evidence = Probes,
        Hint = "Call the probe's address by hand and read the log; a program that is only slow to start wants a start-up probe.",
        Share = Half,
        IsEnough = IsLone,
        EvenReady = true,
    };

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new ContainerRule("K-OOM", "Out of memory", OutOfMemory, seen => $"killed for lack of memory {Times(seen)} (exit code {seen.Container.Exit?.Code})")
        {
            Cause = "The container needs more memory than its limit, and the kernel kills it.",
            Fatal = "When it was killed again after a restart in half of the new pods, or after 4 restarts in one.",
            Evidence = Ends,
            Hint = "Raise the container's memory limit, or find out what takes the memory at start.",
            Share = Half,
            IsEnough = IsLone,
        },
        new ContainerRule("K-STARTUP", "Start-up probe never passes", StartupFails, seen => $"its start-up probe did not pass in the time that it grants{Budget(seen)}")
        {
            Cause = "The program runs, and its start-up probe fails until the probe's own budget is used up and the kubelet kills the container.",
            Fatal = "When the kubelet has killed the container for it, or 30 s after the probe's budget.",
            Evidence = Probes,
            Hint = "Call the probe's address by hand and read the log; if the program is only slow, raise failureThreshold.",
            IsCommon = true,
            Early = "has still not passed its start-up probe now that the Deployment's progress deadline is over",
        },
        Liveness,
        new ContainerRule("K-INIT", "Init container fails", seen => seen.Container.IsInit ? Crashes(seen) : null, seen => $"(init) {Ended(seen)}")
        {
            Cause = "An init container ends with an error again and again, so the others are never started.",
            Fatal = "At its third end with an error.",
            Evidence = Ends,
            Hint = "Read the last lines of the init container's log.",
        },
        new ContainerRule("K-SIDECAR", "Sidecar fails", seen => seen.Container.IsSidecar || !seen.IsMain ? Crashes(seen) : null, seen => $"(beside {Main(seen)}) {Ended(seen)}")
        {
            Cause = "Not the released container but one beside it ends again and again, so the pod is never ready.",
            Fatal = "At its third end in half of the new pods, or its fifth in one.",
            Evidence = Ends,
            Hint = "Read the last lines of the sidecar's log; the released image may be fine.",
            Share = Half,
            IsEnough = IsLone,
        },
        new ContainerRule("K-CRASHLOOP", "Crash loop", Crashes, Ended)
        {
            Cause = "The program ends by itself again and again.",
            Fatal = "At its third end in half of the new pods, or its fifth in one: before that a slow dependency may be to blame.",
            Evidence = Ends,
            Hint = "Read the last lines of the container's log; the program ends by itself.",
            Share = Half,
            IsEnough = IsLone,
        },
    ];

    /// <summary>The row of a container that runs and is not ready; it comes after all that name a cause.</summary>
    public static FaultRule NeverReady { get; } = new ContainerRule("K-NEVER-READY", "Never ready", NotReady, NotReadyWords)
    {
        Cause = "The program runs without a restart, and its readiness probe never passes.",
        Fatal = "30 s after the budget that its own probes grant: initial delay + threshold × period + time-out, the start-up probe's first. A minute later when no probe was heard to fail: then the kubelet may only be late.",
        Evidence = "The pod's events Unhealthy; the last lines of the container's log",
        Hint = "Call the readiness endpoint by hand, and read the container's log; the program runs but does not get ready.",
        IsCommon = true,
        Early = "runs, and is still not ready now that the Deployment's progress deadline is over",
    };

    static DateTimeOffset? OutOfMemory(SeenContainer seen) =>
        seen.Container is { Exit.Reason: "OOMKilled", Restarts: >= 1, IsDown: true } ? Suspicion.AtOnce : null;

    static DateTimeOffset? StartupFails(SeenContainer seen) =>
        seen.Container.StartBudget is not null && seen.KilledFor("startup") > 0 ? Suspicion.AtOnce
        : seen.Container is { StartBudget: { } budget, RunningSince: { } since, Restarts: 0 } ? since + budget + seen.Limits.NeverReadyFloor
        : null;

    static DateTimeOffset? LivenessFails(SeenContainer seen) => seen.Container.Restarts > 0 && seen.KilledFor("liveness") >= 2 ? Suspicion.AtOnce : null;

    static DateTimeOffset? Crashes(SeenContainer seen) =>
        seen.Container is { IsDown: true } container && container.Restarts >= seen.Limits.CrashRestarts && ((seen.Pod.RunsOn && !container.IsInit) || container.Exit is not { Code: 0 })
            ? Suspicion.AtOnce
            : null;

    static DateTimeOffset? NotReady(SeenContainer seen) =>
        seen.Facts.Controller.WantsReadyPods && seen.Container is { IsInit: false, Restarts: 0, RunningSince: { } since, ProbeBudget: { } budget } ? since + budget + Patience(seen) : null;

    static TimeSpan Patience(SeenContainer seen) => seen.Limits.NeverReadyFloor + (seen.ProbeFails ? TimeSpan.Zero : seen.Limits.UnheardProbe);

    static string NotReadyWords(SeenContainer seen)
    {
        var budget = seen.Container.ProbeBudget ?? TimeSpan.Zero;
        return $"runs, but is not ready {Access.Text.Of(budget + Patience(seen))} after its start (its probes grant {Access.Text.Of(budget)}{(seen.ProbeFails ? "" : ", and none was heard to fail")})";
    }

    static bool IsLone(SeenContainer seen) => seen.Container.Restarts >= seen.Limits.LoneCrashRestarts;

    static string Ended(SeenContainer seen) => $"ended {Times(seen)}, last with exit code {seen.Container.Exit?.Code ?? 0}{Reason(seen.Container)}";

    /// <summary>An end is counted as a restart only once the next start has been made.</summary>
    static string Times(SeenContainer seen) => $"{seen.Container.Restarts + 1} times";

    static string Reason(ContainerFacts container) => container.Exit is { Reason.Length: > 0, Reason: not ("Error" or "Completed") } exit ? $" ({exit.Reason})" : "";

    static string Budget(SeenContainer seen) => seen.Container.StartBudget is { } budget ? $" ({Access.Text.Of(budget)})" : "";

    static string Main(SeenContainer seen) => seen.Facts.Expected.Container is { Length: > 0 } main ? main : "the others";
}

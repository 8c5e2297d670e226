using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of containers that cannot be configured, created or started.</summary>
static class StartRules
{
    const string Told = "The container's waiting or terminated reason and message";

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        Configuration("K-CONFIG-MAP", "ConfigMap missing", ContainerTrouble.MapMissing) with
        {
            Cause = "The container's environment refers to a ConfigMap that does not exist.",
            Hint = "Create the ConfigMap in this namespace, or correct the reference.",
        },
        Configuration("K-CONFIG-SECRET", "Secret missing", ContainerTrouble.SecretMissing) with
        {
            Cause = "The container's environment refers to a Secret that does not exist.",
            Hint = "Create the Secret in this namespace, or correct the reference.",
        },
        Configuration("K-CONFIG-KEY", "Key missing", ContainerTrouble.KeyMissing) with
        {
            Cause = "The ConfigMap or Secret exists, and the key that the container wants is not in it.",
            Hint = "Add the key, or correct its name.",
        },
        Configuration("K-RUN-AS", "User not allowed", ContainerTrouble.RunAsDenied) with
        {
            Cause = "runAsNonRoot is set, and the image runs as root or names its user without a number.",
            Hint = "Set runAsUser to a number other than 0, or give the image a numeric USER.",
        },
        Configuration("K-CONFIG", "Configuration refused", ContainerTrouble.Misconfigured) with
        {
            Cause = "The kubelet cannot build the container's configuration.",
            Hint = "The kubelet's message says what it cannot build; correct that part of the pod template.",
        },
        new ContainerRule("K-COMMAND", "Command not found", AtOnce(ContainerTrouble.NoCommand), seen => $"cannot be started: {Words(seen)}")
        {
            Cause = "The container's command does not exist in the image, or may not be executed.",
            Fatal = "At once.",
            Evidence = Told,
            Hint = "Check the image's entry point, and command and args of the pod template.",
            OnlyTroubled = true,
        },
        new ContainerRule("K-START", "Container cannot be started", CannotStart, seen => $"cannot be started: {Words(seen)}")
        {
            Cause = "The runtime cannot create or start the container.",
            Fatal = "At the third try, or 45 s after a node took the pod; Docker's ContainerCannotRun at once, but not with exit code 128, which passes.",
            Evidence = Told,
            Hint = "The runtime's message says why; its log on the node says more.",
            OnlyTroubled = true,
        },
    ];

    static ContainerRule Configuration(string code, string name, ContainerTrouble trouble) => new(code, name, AtOnce(trouble), seen => $"cannot be configured: {seen.Container.WaitMessage}")
    {
        Cause = "",
        Fatal = "At once; caches that a kubelet has not filled yet pass.",
        Evidence = Told,
        Hint = "",
        OnlyTroubled = true,
    };

    static Func<SeenContainer, DateTimeOffset?> AtOnce(ContainerTrouble trouble) => seen => seen.Container.Trouble == trouble ? Suspicion.AtOnce : null;

    static DateTimeOffset? CannotStart(SeenContainer seen) => seen.Container switch
    {
        { Trouble: not ContainerTrouble.CannotStart } => null,
        { WaitReason: not ("RunContainerError" or "CreateContainerError"), Exit.Reason: "ContainerCannotRun" } => Suspicion.AtOnce,
        { Restarts: var restarts } when restarts >= seen.Limits.CrashRestarts => Suspicion.AtOnce,
        _ => seen.Scheduled + seen.Limits.Start,
    };

    static string Words(SeenContainer seen) => seen.Container switch
    {
        { WaitReason: "RunContainerError" or "CreateContainerError", WaitMessage: var message } => message,
        { Exit: { } exit } => $"{exit.Message} (exit code {exit.Code})",
        var container => container.WaitMessage,
    };
}

using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of workloads that have to end well, and of time.</summary>
static class RolloutRules
{
    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new RolloutRule("K-JOB-FAILED", "Job failed", (facts, _) => Failed(facts, "BackoffLimitExceeded", "PodFailurePolicy"))
        {
            Cause = "The Job's pods failed more often than its backoffLimit allows.",
            Fatal = "At once.",
            Evidence = "The Job's condition Failed; the log of its last pod",
            Hint = "Read the log of the Job's last pod.",
        },
        new RolloutRule("K-JOB-DEADLINE", "Job out of time", (facts, _) => Failed(facts, "DeadlineExceeded"))
        {
            Cause = "The Job did not complete within its activeDeadlineSeconds.",
            Fatal = "At once.",
            Evidence = "The Job's condition Failed",
            Hint = "Find out what the Job waits for, or raise activeDeadlineSeconds.",
        },
        new RolloutRule("K-POD-FAILED", "Pod failed", (facts, _) => PodFailed(facts))
        {
            Cause = "A Pod that nothing restarts has ended with an error.",
            Fatal = "At once.",
            Evidence = "The Pod's phase; the log of its container",
            Hint = "Read the log of the pod's container.",
        },
    ];

    /// <summary>The row of time that is over. A cause that was already suspected goes before it.</summary>
    public static FaultRule Deadline { get; } = new RolloutRule("K-DEADLINE", "Progress deadline exceeded", (facts, _) => TimeIsOver(facts))
    {
        Cause = "Nothing has moved for the Deployment's progressDeadlineSeconds, and no other rule has found why.",
        Fatal = "At once; a cause that is already suspected is named in its place.",
        Evidence = "The Deployment's condition Progressing",
        Hint = "Look at the pods that are not ready; nothing has moved for progressDeadlineSeconds.",
    };

    static (DateTimeOffset FatalAt, Symptom Symptom)? Failed(RolloutFacts facts, params ReadOnlySpan<string> reasons)
    {
        foreach (var condition in facts.Controller is JobFacts job ? job.Conditions : [])
        {
            if (condition is { Type: "Failed", Status: "True" } && reasons.Contains(condition.Reason))
            {
                return (Suspicion.AtOnce, new Symptom("job", facts.Controller.Name, Text.OneLine($"{condition.Reason}: {condition.Message}")));
            }
        }

        return null;
    }

    static (DateTimeOffset FatalAt, Symptom Symptom)? PodFailed(RolloutFacts facts)
    {
        if (facts.Controller is not BarePodFacts { Pod: { Phase: "Failed" } pod })
        {
            return null;
        }

        var ended = pod.Containers.FirstOrDefault(container => container.Exit is { Code: not 0 });
        var words = ended is { Exit: { } exit } ? $"container {ended.Name}: ended with exit code {exit.Code}" : $"phase Failed {pod.Reason}";
        return (Suspicion.AtOnce, new Symptom("pod", pod.Name, Text.OneLine(words), ended?.Name ?? ""));
    }

    /// <summary>The controller keeps the condition of a rollout before while the next one begins, and never renews it then; it names
    /// the ReplicaSet it is about, so one that names another than the newest is old.</summary>
    static (DateTimeOffset FatalAt, Symptom Symptom)? TimeIsOver(RolloutFacts facts) =>
        facts.Controller.Conditions.FirstOrDefault(c => c is { Type: "Progressing", Status: "False", Reason: "ProgressDeadlineExceeded" }) is { } condition
        && !facts.OtherSets.Any(name => condition.Message.Contains($"\"{name}\"", StringComparison.Ordinal))
            ? (Suspicion.AtOnce, new Symptom("deployment", facts.Controller.Name, Text.OneLine($"no progress within its deadline: {condition.Message}")))
            : null;
}

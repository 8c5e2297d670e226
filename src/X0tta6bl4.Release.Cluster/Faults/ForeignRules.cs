using System.Globalization;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Cluster.Facts;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults that somebody else brings about while a rollout is under way. They are asked first: what completes may no longer be ours.</summary>
static class ForeignRules
{
    const string Told = "The workload's pod template; its managedFields";

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new RolloutRule("K-REPLACED", "Replaced by a newer rollout", (facts, _) => Replaced(facts))
        {
            Cause = "Somebody, or a controller that keeps another state, has written another image while this one was being rolled out.",
            Fatal = "At once.",
            Evidence = Told,
            Hint = "Find out who released that image; a GitOps controller must be told of the new version, or paused.",
        },
        new RolloutRule("K-FOREIGN", "Foreign change of the pod template", (facts, _) => Foreign(facts))
        {
            Cause = "Another field manager has changed the pod template while this image was being rolled out, so more is rolled out than was planned.",
            Fatal = "Stalled at once; replicas that an autoscaler changes do not count.",
            Evidence = Told,
            Hint = "Find out who that was and whether both changes belong together; then type the same command again.",
            State = RolloutState.Stalled,
        },
        new RolloutRule("K-PAUSED", "Paused", Paused)
        {
            Cause = "Somebody has paused the rollout, so the controller replaces no pod.",
            Fatal = "Stalled 60 s after the pause.",
            Evidence = "spec.paused; the condition Progressing",
            Hint = "Somebody paused this Deployment; find out why, then: kubectl rollout resume",
            State = RolloutState.Stalled,
        },
    ];

    static (DateTimeOffset FatalAt, Symptom Symptom)? Replaced(RolloutFacts facts)
    {
        var (expected, controller) = (facts.Expected, facts.Controller);
        if (expected.Image.Length == 0 || controller.Images.FirstOrDefault(item => item.Container == expected.Container) is not { Image: { Length: > 0 } image } || image == expected.Image)
        {
            return null;
        }

        var by = Others(facts).MaxBy(writer => writer.At) is { } other ? $" by {other.Manager}" : "";
        return (Suspicion.AtOnce, Of(facts, $"the image of container {expected.Container} was changed to {image}{by} while {expected.Image} was being rolled out"));
    }

    /// <summary>By the object alone: written after our own last write, at the precision of a second. Without a write of ours there is nothing to compare.</summary>
    static (DateTimeOffset FatalAt, Symptom Symptom)? Foreign(RolloutFacts facts) =>
        facts.Controller.Generation > facts.Expected.Generation && Others(facts).MaxBy(writer => writer.At) is { } other
            ? (Suspicion.AtOnce, Of(facts, string.Create(CultureInfo.InvariantCulture, $"{other.Manager} changed the pod template at {other.At.UtcDateTime:HH:mm:ss} UTC, while this release was rolling it out")))
            : null;

    static (DateTimeOffset FatalAt, Symptom Symptom)? Paused(RolloutFacts facts, JudgeLimits limits)
    {
        if (!facts.Controller.Paused)
        {
            return null;
        }

        var since = facts.Controller.Conditions.FirstOrDefault(condition => condition is { Type: "Progressing", Reason: "DeploymentPaused" })?.Since;
        return (since is { } at ? at + limits.Paused : Suspicion.AtOnce, Of(facts, "paused, so nothing moves"));
    }

    /// <summary>API servers before 1.22 leave a manager's time as it is when only values change, so the time of our own write tells the least that is certain.</summary>
    static IEnumerable<FieldWriter> Others(RolloutFacts facts)
    {
        var writers = facts.Controller.Writers;
        var since = facts.Expected.Since ?? DateTimeOffset.MinValue;
        return writers.FirstOrDefault(writer => writer.Manager == FieldOwner.Own) is { } own
            ? writers.Where(writer => writer.Manager != own.Manager && writer.At > own.At && writer.At >= since)
            : [];
    }

    static Symptom Of(RolloutFacts facts, string message) => new(facts.Workload.Kind.ToLowerInvariant(), facts.Controller.Name, Text.OneLine(message));
}

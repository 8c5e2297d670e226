using X0tta6bl4.Release.Cluster.Facts;

namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Faults of volumes. The kubelet tells them in events alone, and the pod looks as if it were being made.</summary>
static class VolumeRules
{
    const string Told = "The pod's events FailedMount and FailedAttachVolume";

    /// <summary>The rows, in the order in which they are believed.</summary>
    public static FaultRule[] Rows { get; } =
    [
        new PodRule("K-VOLUME-SOURCE", "Volume's source missing", seen => Failures(seen, IsMissing).Sum(failure => failure.Count) >= 2 ? Suspicion.AtOnce : null, seen => Words(seen, IsMissing))
        {
            Cause = "A volume is made from a ConfigMap, Secret or key that does not exist.",
            Fatal = "When the kubelet has said so twice; caches that it has not filled yet pass.",
            Evidence = Told,
            Hint = "Create what the volume is made from in this namespace, or correct the reference.",
        },
        new PodRule("K-MOUNT", "Mount times out", seen => First(seen, IsLate) + seen.Limits.Mount, seen => Words(seen, IsLate))
        {
            Cause = "A volume is not attached or mounted in time: the storage does not answer, or another node still holds the volume.",
            Fatal = "2 min after the first time-out or failed attachment; a node that gives a volume up mostly does so within that time.",
            Evidence = Told,
            Hint = "Look at the storage driver and at which node still has the volume attached.",
        },
        new PodRule("K-VOLUME", "Volume cannot be mounted", seen => First(seen, IsBad) + seen.Limits.Volume, seen => Words(seen, IsBad))
        {
            Cause = "The kubelet tries to mount a volume and fails: a path of the wrong type, a wrong option, a driver that is missing on the node.",
            Fatal = "30 s after the first failure.",
            Evidence = Told,
            Hint = "The kubelet's message names the volume and why; correct the volume in the pod template.",
        },
    ];

    static bool IsMissing(EventFacts failure) =>
        failure.Reason == "FailedMount" && !TroubleWords.IsUnfilledCache(failure.Message)
        && (Says(failure, "configmap") || Says(failure, "secret") || Says(failure, "references non-existent"))
        && (Says(failure, "not found") || Says(failure, "references non-existent"));

    static bool IsLate(EventFacts failure) =>
        failure.Reason == "FailedAttachVolume" || (failure.Reason == "FailedMount" && !TroubleWords.IsUnfilledCache(failure.Message) && (Says(failure, "timed out waiting") || Says(failure, "deadline exceeded") || Says(failure, "DeadlineExceeded")));

    static bool IsBad(EventFacts failure) => failure.Reason == "FailedMount" && !IsMissing(failure) && !IsLate(failure) && !TroubleWords.IsUnfilledCache(failure.Message);

    static bool Says(EventFacts failure, string words) => failure.Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    static DateTimeOffset? First(SeenPod seen, Func<EventFacts, bool> isSuch) => Failures(seen, isSuch).Select(failure => (DateTimeOffset?)failure.First).Min();

    static string Words(SeenPod seen, Func<EventFacts, bool> isSuch) => $"volumes are not mounted: {Failures(seen, isSuch).MaxBy(failure => failure.Last)?.Message}";

    /// <summary>Once a container was started, all volumes were mounted.</summary>
    static IEnumerable<EventFacts> Failures(SeenPod seen, Func<EventFacts, bool> isSuch) => seen.IsBeingMade ? seen.Events.Where(isSuch) : [];
}

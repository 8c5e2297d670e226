namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>What a namespace has besides its workloads, grouped so that each workload finds its own at once.</summary>
/// <param name="Revisions">Holders of templates, by the uid of the workload that controls them.</param>
/// <param name="Pods">Pods, by the uid of what controls them.</param>
/// <param name="Events">Events, by the uid of what they are about.</param>
sealed record Surroundings(ILookup<string, RevisionFacts> Revisions, ILookup<string, PodFacts> Pods, ILookup<string, EventFacts> Events)
{
    /// <summary>No events.</summary>
    public static ILookup<string, EventFacts> NoEvents { get; } = Group(Array.Empty<EventFacts>());

    /// <summary>Groups what was read at one moment.</summary>
    public static Surroundings Of(IEnumerable<RevisionFacts> revisions, IEnumerable<PodFacts> pods, IEnumerable<EventFacts>? events = null) =>
        new(Group(revisions), Group(pods), events is null ? NoEvents : Group(events));

    /// <summary>Groups holders of templates.</summary>
    public static ILookup<string, RevisionFacts> Group(IEnumerable<RevisionFacts> revisions) => revisions.ToLookup(revision => revision.Owner, StringComparer.Ordinal);

    /// <summary>Groups pods.</summary>
    public static ILookup<string, PodFacts> Group(IEnumerable<PodFacts> pods) => pods.ToLookup(pod => pod.Owner, StringComparer.Ordinal);

    /// <summary>Groups events.</summary>
    public static ILookup<string, EventFacts> Group(IEnumerable<EventFacts> events) => events.ToLookup(seen => seen.Subject, StringComparer.Ordinal);
}

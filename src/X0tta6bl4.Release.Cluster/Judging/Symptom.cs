namespace X0tta6bl4.Release.Cluster.Judging;

/// <summary>Something that a rule has found.</summary>
/// <param name="Kind">Kind of the object that shows it, in lower case: <c>pod</c>, <c>replicaset</c> or <c>deployment</c>.</param>
/// <param name="Name">Name of that object.</param>
/// <param name="Message">What was seen, in one line.</param>
/// <param name="FatalAt">From when on it dooms the rollout.</param>
/// <param name="Container">The container that shows it; empty when it is the whole object.</param>
sealed record Symptom(string Kind, string Name, string Message, DateTimeOffset FatalAt, string Container = "")
{
    /// <summary>The value of FatalAt for what never passes by itself.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.MinValue;

    /// <summary>A symptom of a container.</summary>
    public static Symptom Of(PodFacts pod, ContainerFacts container, string message, DateTimeOffset fatalAt) =>
        new("pod", pod.Name, Access.Text.OneLine($"container {container.Name}: {message}"), fatalAt, container.Name);
}

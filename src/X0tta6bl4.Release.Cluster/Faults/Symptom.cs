namespace X0tta6bl4.Release.Cluster.Faults;

/// <summary>Something that a rule has found, in words.</summary>
/// <param name="Kind">Kind of the object that shows it, in lower case: <c>pod</c>, <c>replicaset</c>, or the workload's own.</param>
/// <param name="Name">Name of that object.</param>
/// <param name="Message">What was seen, in one line.</param>
/// <param name="Container">The container that shows it; empty when it is the whole object.</param>
sealed record Symptom(string Kind, string Name, string Message, string Container = "");

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>One pod of a DaemonSet, as far as it matters for what is to be done next.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node that it is on, or meant for.</param>
/// <param name="IsUpdated">Whether it has the newest template.</param>
/// <param name="IsTerminating">Whether it is being deleted.</param>
/// <param name="IsAvailable">Whether it has been ready for long enough.</param>
internal sealed record DaemonPod(string Name, string Node, bool IsUpdated, bool IsTerminating, bool IsAvailable);

/// <summary>What is to be done to the pods of a DaemonSet.</summary>
/// <param name="Create">Nodes that get a pod.</param>
/// <param name="Delete">Names of pods that go.</param>
internal sealed record DaemonActions(IReadOnlyList<string> Create, IReadOnlyList<string> Delete);

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>One pod of a StatefulSet, as far as it matters for what is to be done next.</summary>
/// <param name="Ordinal">Its number.</param>
/// <param name="IsUpdated">Whether it has the newest template.</param>
/// <param name="IsTerminating">Whether it is being deleted.</param>
/// <param name="IsReady">Whether it is ready.</param>
/// <param name="IsAvailable">Whether it has been ready for long enough.</param>
internal sealed record Replica(int Ordinal, bool IsUpdated, bool IsTerminating, bool IsReady, bool IsAvailable)
{
    public bool IsHealthy => IsAvailable && !IsTerminating;
}

/// <summary>One thing that is to be done to the pods of a StatefulSet.</summary>
/// <param name="Ordinal">The pod's number.</param>
/// <param name="IsDeletion">Whether the pod is deleted, and not created.</param>
internal sealed record ReplicaAction(int Ordinal, bool IsDeletion);

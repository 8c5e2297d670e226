namespace X0tta6bl4.Release.Cluster.Facts;

/// <summary>Why no node takes a pod.</summary>
enum SchedulingObstacle
{
    /// <summary>The scheduler has not refused it.</summary>
    None,

    /// <summary>Not enough unrequested cpu.</summary>
    Cpu,

    /// <summary>Not enough unrequested memory.</summary>
    Memory,

    /// <summary>A taint that the pod does not tolerate, or a node that was cordoned.</summary>
    Taint,

    /// <summary>Node selector, affinity, anti-affinity or spread constraint.</summary>
    Affinity,

    /// <summary>A volume that is not there, or is bound to another place.</summary>
    Volume,

    /// <summary>Room of another kind: host ports, number of pods, other resources.</summary>
    Room,

    /// <summary>Anything else.</summary>
    Other,
}

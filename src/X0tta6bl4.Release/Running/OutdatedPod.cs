namespace X0tta6bl4.Release.Running;

/// <summary>A pod that still has an older template than its workload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid.</param>
public sealed record OutdatedPod(string Name, string Uid);

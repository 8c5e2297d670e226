namespace X0tta6bl4.Release.Planning;

/// <summary>Whether an object is in a cluster, as far as this user may see.</summary>
public enum Presence
{
    /// <summary>It is there.</summary>
    There,

    /// <summary>It is not there, or is being deleted.</summary>
    Missing,

    /// <summary>This user may not look.</summary>
    Hidden,
}

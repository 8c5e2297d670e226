namespace X0tta6bl4.Release.Runbooks;

/// <summary>What a cluster is to its estate.</summary>
public enum ClusterRole
{
    /// <summary>One of the others.</summary>
    Secondary,

    /// <summary>The cluster that leads: it is locked first and keeps the journal's copy.</summary>
    Primary,
}

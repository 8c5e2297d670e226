using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>A user under way. Used again and again.</summary>
internal sealed class Visit
{
    /// <summary>The user.</summary>
    public IVirtualUser User { get; set; } = null!;

    /// <summary>When the user was due.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>False for one of the warm-up.</summary>
    public bool Counts { get; set; }

    /// <summary>True when one of the user's requests failed.</summary>
    public bool HasFailed { get; set; }
}

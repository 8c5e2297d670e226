namespace X0tta6bl4.Release.Planning;

/// <summary>A judge's verdict on a rollout.</summary>
public enum RolloutState
{
    /// <summary>Under way; nothing says that it will fail.</summary>
    Progressing,

    /// <summary>Every wanted pod is new, ready and available, and no old one is left.</summary>
    Complete,

    /// <summary>Nothing moves, and somebody has to act before anything will (paused, for example); it may still end well.</summary>
    Stalled,

    /// <summary>A named fault makes it certain by rule that it will not complete.</summary>
    Doomed,
}

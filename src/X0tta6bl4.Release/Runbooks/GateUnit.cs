namespace X0tta6bl4.Release.Runbooks;

/// <summary>Unit of a gate's answer.</summary>
public enum GateUnit
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A share, 0 to 1, shown in percent.</summary>
    Share,

    /// <summary>Seconds, shown in milliseconds below one.</summary>
    Seconds,

    /// <summary>Events per second.</summary>
    PerSecond,

    /// <summary>CPU cores.</summary>
    Cores,
}

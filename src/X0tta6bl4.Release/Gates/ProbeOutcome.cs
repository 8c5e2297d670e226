namespace X0tta6bl4.Release.Gates;

/// <summary>What became of one probe.</summary>
public enum ProbeOutcome
{
    /// <summary>It was answered in time and as expected.</summary>
    Good,

    /// <summary>It was answered otherwise, too late, or not at all.</summary>
    Failed,

    /// <summary>The prober itself was too late for it, so that it shows nothing.</summary>
    Missed,

    /// <summary>It failed, and so did the control endpoint at the same time, so that it shows nothing of the estate.</summary>
    Doubted,
}

namespace X0tta6bl4.Release.Gates;

/// <summary>What a gate says.</summary>
public enum Verdict
{
    /// <summary>The measurements are as expected.</summary>
    Passed,

    /// <summary>They are not.</summary>
    Failed,

    /// <summary>Too little or contradictory evidence.</summary>
    Inconclusive,

    /// <summary>Nothing usable was measured.</summary>
    NoEvidence,
}

namespace X0tta6bl4.Release.Runbooks;

/// <summary>What follows from a gate that is asked and neither passes nor fails. Whatever it is, the gate counts as not passed. A guard stops on failures alone.</summary>
public enum UndecidedPolicy
{
    /// <summary>The release stops and waits for a human.</summary>
    Stop,

    /// <summary>The release goes on, and the report says that this was not measured.</summary>
    GoOn,

    /// <summary>The stage fails, and what follows is what follows a failure.</summary>
    Fail,
}

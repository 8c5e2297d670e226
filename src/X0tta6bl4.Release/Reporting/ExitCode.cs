namespace X0tta6bl4.Release.Reporting;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed, and everything it changed is as before.</summary>
    public const int Undone = 1;

    /// <summary>Refused before any change.</summary>
    public const int Refused = 2;

    /// <summary>Stopped and open, waiting for a human.</summary>
    public const int Open = 3;

    /// <summary>Failed and not fully undone.</summary>
    public const int NotUndone = 4;

    /// <summary>Locked, or another release is open.</summary>
    public const int Locked = 5;

    /// <summary>Stopped by SIGINT, at a safe point.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM, at a safe point.</summary>
    public const int Terminated = 143;
}

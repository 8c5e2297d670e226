namespace Nuke.Common.Execution;

/// <summary>How far a target has come.</summary>
public enum ExecutionStatus
{
    /// <summary>Not part of the plan.</summary>
    None,

    /// <summary>Part of the plan, not started.</summary>
    Scheduled,

    /// <summary>Part of the plan, never started.</summary>
    NotRun,

    /// <summary>Left out: a condition, <c>--skip</c>, or a previous attempt.</summary>
    Skipped,

    /// <summary>Ended well.</summary>
    Succeeded,

    /// <summary>Ended with an exception.</summary>
    Failed,

    /// <summary>Started, not ended.</summary>
    Running,

    /// <summary>Started, and stopped before its end.</summary>
    Aborted,

    /// <summary>Has no body of its own; it only gathers others.</summary>
    Collective,
}

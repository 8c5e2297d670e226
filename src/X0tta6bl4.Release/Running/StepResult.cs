using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>How a step, a stage or an undo ended.</summary>
/// <param name="Ending">How.</param>
/// <param name="Message">One line: what was found, or why it failed.</param>
/// <param name="Fault">The named cause, if there is one.</param>
public sealed record StepResult(Ending Ending, string Message, Fault? Fault = null)
{
    /// <summary>True when the next step may begin.</summary>
    public bool IsGood => Ending is Ending.Done or Ending.Skipped;

    /// <summary>It ended as it should.</summary>
    public static StepResult Done(string message) => new(Ending.Done, message);

    /// <summary>It failed.</summary>
    public static StepResult Failed(string message, Fault? fault = null) => new(Ending.Failed, message, fault);

    /// <summary>It waits for a human.</summary>
    public static StepResult Held(string message, Fault? fault = null) => new(Ending.Held, message, fault);

    /// <summary>Nothing was to do.</summary>
    public static StepResult Skipped(string message) => new(Ending.Skipped, message);

    /// <summary>It was stopped.</summary>
    public static StepResult Stopped(string message) => new(Ending.Stopped, message);
}

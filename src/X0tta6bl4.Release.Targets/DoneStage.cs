using System.Globalization;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>A stage that is done for its release already.</summary>
/// <param name="Reason">When and by which release, for the operator.</param>
/// <param name="Difference">What the estate has become since; null when the stage can be skipped.</param>
public sealed record DoneStage(string Reason, string? Difference)
{
    /// <summary>Looks whether a stage is done and the live state still agrees; null when it is not done.</summary>
    public static async Task<DoneStage?> FindAsync(OpenedRelease opened, PlannedStage stage, CancellationToken cancellationToken)
    {
        if (!opened.State.IsDone(stage.Name))
        {
            return null;
        }

        var ended = opened.State.Stages[stage.Name];
        var at = ended.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var changedSince = opened.Context.Plan.LiveStages.Contains(stage) && !stage.Changes && opened.State.LastChange > ended.At;
        var reason = $"done at {at} by release {opened.Folder.Id}: {ended.Message}";
        return new DoneStage(reason, changedSince ? "something was changed after it" : await DifferenceAsync(opened, stage, cancellationToken).ConfigureAwait(false));
    }

    // What cannot be compared is not taken for done: the stage itself then ends as it must, with a result that is journaled.
    static async Task<string?> DifferenceAsync(OpenedRelease opened, PlannedStage stage, CancellationToken cancellationToken)
    {
        try
        {
            return await LiveAgreement.DifferenceAsync(opened.Context.Estate, stage.Steps, cancellationToken).ConfigureAwait(false);
        }
        catch (EstateAccessException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "a signal came before it could be compared";
        }
    }
}

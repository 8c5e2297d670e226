using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>Whose a Helm release's newest revision is. Only what this release wrote is ever upgraded again or taken back. Pure.</summary>
public static class ChartOwnership
{
    /// <summary>Says why a chart must not be upgraded; null when it may be.</summary>
    /// <param name="step">The upgrade.</param>
    /// <param name="live">The release as it is; null when it does not exist.</param>
    /// <param name="before">What earlier tries of the step left; null for a first one.</param>
    public static string? ForeignToUpgrade(Step.UpgradeChart step, ChartSnapshot? live, StepState? before) => live switch
    {
        null => $"{step.Chart} does not exist any more",
        { IsPending: true } => $"helm is at work on {step.Chart}, or died while it was ({live.Status}, revision {live.Revision}); if none runs, roll back",
        _ when live.Revision == step.FromRevision || IsOurs(live, step.FromRevision, before, step.Version, step.ValuesHash) => null,
        _ => $"{step.Chart} was changed by somebody else: revision {step.FromRevision} when it was planned, {live.Revision} now",
    };

    /// <summary>True when nothing of the upgrade reached the release, so that there is nothing to take back.</summary>
    public static bool IsUntouched(ChartSnapshot live, UndoRecord.RollBackChart undo) => live.Revision == undo.Revision && live.Status == "deployed";

    /// <summary>True when the release is as it was before the upgrade, by an earlier try of its undo.</summary>
    public static bool IsBack(ChartSnapshot live, UndoRecord.RollBackChart undo) =>
        live.Status == "deployed" && live.ChartVersion == undo.Version && ChartValues.HashOf(live.Values) == undo.ValuesHash;

    /// <summary>Says why a chart must not be taken back; null when it may be.</summary>
    public static string? ForeignToRollBack(ChartSnapshot live, UndoRecord.RollBackChart undo, StepState step) =>
        IsOurs(live, undo.Revision, step, undo.WrittenVersion, undo.WrittenValuesHash)
            ? null
            : $"{undo.Workload} was changed by somebody else: it is at revision {live.Revision}, chart {live.ChartVersion}";

    // The journal knows the revision that our helm made, and each try of the undo makes one more at most. When the process died before it could
    // say which, ours is what reads as we would have written it, or what did not become whole, as far as our tries can have come.
    static bool IsOurs(ChartSnapshot live, int from, StepState? step, string version, string valuesHash)
    {
        var undos = Math.Max(0, (step?.UndoTries ?? 0) - 1);
        if (step?.Revision is { } made)
        {
            return live.Revision == made || (live.Revision > made && live.Revision <= made + undos && live.Status != "deployed");
        }

        var written = live.Status != "deployed" || (live.ChartVersion == version && ChartValues.HashOf(live.Values) == valuesHash);
        return step?.Undo is not null && live.Revision > from && live.Revision <= from + step.Tries + undos && written;
    }
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>The inverse of one step, as data; durable before the step's effect. It holds only the fields the step changes.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Uid">The uid of the object that is changed.</param>
/// <param name="Container">Container whose image changes.</param>
/// <param name="Image">Image before, to which the undo returns.</param>
/// <param name="FieldChanges">What the undo changes: from what the step wrote, to what was there.</param>
/// <param name="Limit">Limit for the undo's rollout.</param>
public sealed record UndoRecord(WorkloadReference Workload, string Uid, string Container, string Image, ImmutableArray<FieldChange> FieldChanges, TimeSpan Limit)
{
    /// <summary>The undo of an update.</summary>
    public static UndoRecord Of(Step.UpdateWorkload step) =>
        new(step.Workload, step.Uid, step.Container, step.From, [.. step.FieldChanges.Reverse().Select(change => change.Inverse())], step.Limit);
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Journaling;

/// <summary>The inverse of one step, as data; durable before the step's effect. It names only what the step itself changes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "inverse")]
[JsonDerivedType(typeof(RevertFields), "revertFields")]
[JsonDerivedType(typeof(DeleteCopy), "deleteCopy")]
[JsonDerivedType(typeof(RollBackChart), "rollBackChart")]
public abstract record UndoRecord
{
    private protected UndoRecord()
    {
    }

    /// <summary>The workload.</summary>
    public required WorkloadReference Workload { get; init; }

    /// <summary>Limit of time for the undo.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Fields go back from what the step wrote to what was there.</summary>
    /// <param name="Uid">The uid of the object that is changed.</param>
    /// <param name="Container">Container whose image changes.</param>
    /// <param name="Image">Image before, to which the undo returns.</param>
    /// <param name="FieldChanges">What the undo changes.</param>
    public sealed record RevertFields(string Uid, string Container, string Image, ImmutableArray<FieldChange> FieldChanges) : UndoRecord
    {
        /// <summary>Who owned these fields before; the undo gives them back. Empty where nobody did, and in journals that were written before this was noted.</summary>
        public ImmutableArray<FieldOwner> Owners { get; init; } = [];

        /// <summary>Manager under whose name the fields are changed.</summary>
        public string Manager { get; init; } = FieldOwner.Own;
    }

    /// <summary>An object that the step made for the time of the release is deleted.</summary>
    /// <param name="Mark">Value of its annotation <see cref="StagingCopy.MarkAnnotation"/>; an object with another one is not ours and stays.</param>
    public sealed record DeleteCopy(string Mark) : UndoRecord;

    /// <summary>A Helm release, named by <see cref="Workload"/>, goes back to the revision that it had.</summary>
    /// <param name="Revision">The revision.</param>
    /// <param name="Version">Chart version of that revision.</param>
    /// <param name="ValuesHash">See <see cref="ChartValues.HashOf"/>; of that revision's values.</param>
    /// <param name="WrittenVersion">Chart version that the step writes.</param>
    /// <param name="WrittenValuesHash">Of the values that the step writes.</param>
    public sealed record RollBackChart(int Revision, string Version, string ValuesHash, string WrittenVersion, string WrittenValuesHash) : UndoRecord;

    /// <summary>The undo of an update.</summary>
    /// <param name="step">The update.</param>
    /// <param name="live">The object as it is before.</param>
    public static UndoRecord Of(Step.UpdateWorkload step, JsonObject live) => new RevertFields(step.Uid, step.Container, step.From, [.. step.FieldChanges.Reverse().Select(change => change.Inverse())])
    {
        Workload = step.Workload,
        Limit = step.Limit,
        Owners = FieldOwnership.Of(live, step.FieldChanges.Select(change => change.Path)),
        Manager = step.Writer,
    };

    /// <summary>The undo of a chart's upgrade.</summary>
    public static UndoRecord Of(Step.UpgradeChart step) =>
        new RollBackChart(step.FromRevision, step.FromVersion, step.FromValuesHash, step.Version, step.ValuesHash) { Workload = step.Chart, Limit = step.Limit };

    /// <summary>The undo of a staging copy.</summary>
    public static UndoRecord Of(Step.RunCopy step) => new DeleteCopy(step.Mark) { Workload = step.Workload, Limit = step.Limit };
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>What a failed step is about. Pure.</summary>
public static class EvidenceSubjects
{
    /// <summary>The workloads and Helm releases that have to be looked at, each once: those of the lane up to its failed step, and where it names none, those that this release has changed.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="failed">Its step that failed.</param>
    /// <param name="state">How the release stands.</param>
    public static ImmutableArray<WorkloadReference> Of(PlannedLane lane, Step failed, ReleaseState state)
    {
        ImmutableArray<WorkloadReference> named = [.. lane.Steps.Take(lane.Steps.IndexOf(failed) + 1).Select(Subject).OfType<WorkloadReference>().Distinct()];
        return !named.IsEmpty ? named : failed switch
        {
            Step.AskGate ask => [.. Changed(state).Where(workload => workload.Cluster == ask.Gate.Cluster)],
            Step.RunLoad or Step.RunScript or Step.CallEndpoint => [.. Changed(state)],
            _ => [],
        };
    }

    static WorkloadReference? Subject(Step step) => step switch
    {
        Step.CheckWorkload check => check.Workload,
        Step.UpdateWorkload update => update.Workload,
        Step.VerifyImage verify => verify.Workload,
        Step.RunCommand command => command.Workload,
        Step.RunCopy copy => copy.Workload,
        Step.RunTests tests => tests.Workload,
        Step.CheckChart check => check.Chart,
        Step.UpgradeChart upgrade => upgrade.Chart,
        _ => null,
    };

    static IEnumerable<WorkloadReference> Changed(ReleaseState state) => state.ToUndo.Select(step => step.Undo).OfType<UndoRecord.RevertFields>().Select(undo => undo.Workload).Distinct();
}

using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Pods;

/// <summary>What keeps a pod on its node from being set up: it waits with all its containers until that is over.</summary>
/// <param name="cluster">The cluster; its gate is held throughout.</param>
/// <param name="events">Where events go.</param>
/// <param name="passed">Called when nothing is in the way.</param>
internal sealed class PodObstacles(Cluster cluster, PodEvents events, Action<PodRun> passed)
{
    static readonly TimeSpan FirstTry = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan LastTry = TimeSpan.FromSeconds(122);

    /// <summary>Sets a pod up, now or later.</summary>
    public void Pass(PodRun run) => Try(run, FirstTry);

    void Try(PodRun run, TimeSpan pause)
    {
        var fault = events.Fault(run);
        var problem = fault?.Volume is { } volume ? events.Fill(volume, run, fault) : MissingReference.OfVolumes(cluster.Store, events.Pod(run));
        if (problem is null && fault is not { IsHung: true })
        {
            passed(run);
            return;
        }

        if (problem is not null)
        {
            events.Warn(run, "FailedMount", problem);
        }

        var next = pause * 2 < LastTry ? pause * 2 : LastTry;
        cluster.Plan($"start/{run.Uid}", pause, () => Try(run, next));
    }
}

using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Targets;

/// <summary>Whether a whole release can be taken back: half of one is not undone. What the options or a changed runbook leave out would stay behind.</summary>
static class Reach
{
    /// <summary>Checks options and clusters.</summary>
    /// <exception cref="RefusalException">Something of the release is out of reach.</exception>
    public static void Check(ReleaseRecord record, ReleaseParameters parameters, ConnectedEstate estate)
    {
        if (!parameters.Components.IsEmpty || !parameters.Without.IsEmpty)
        {
            throw new RefusalException([new Problem("--component, --without", "a rollback undoes a whole release", "leave them out")]);
        }

        var missing = record.Plan.LiveChanges.Select(change => change.Workload.Cluster).Except(estate.Clusters.Keys).ToArray();
        if (missing.Length > 0)
        {
            throw new RefusalException([new Problem(record.Folder.Id, $"this release changed {string.Join(", ", missing)}, which the runbook's estate does not reach", "use the runbook of that release (--runbook)")]);
        }
    }
}

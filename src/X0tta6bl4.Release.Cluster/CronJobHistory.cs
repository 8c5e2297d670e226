using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster;

/// <summary>Reads when a CronJob last ended well.</summary>
static class CronJobHistory
{
    /// <summary>Kubernetes 1.20 has CronJobs in v1beta1 only, 1.25 and later in v1 only.</summary>
    static readonly string[] Versions = ["v1", "v1beta1"];

    /// <summary>The newest good end; null when there is none.</summary>
    public static async Task<DateTimeOffset?> ReadLastSuccessAsync(ApiClient api, WorkloadReference cronJob, CancellationToken cancellationToken)
    {
        var jobs = await api.GetAsync(Paths.Batch("v1", cronJob.Namespace, "jobs"), $"{cronJob}", cancellationToken).ConfigureAwait(false);
        return jobs.Items("items").Where(job => IsOf(cronJob, job) && IsComplete(job)).Max(job => job.Time("status", "completionTime"))
            ?? await RememberedAsync(api, cronJob, cancellationToken).ConfigureAwait(false);
    }

    static bool IsOf(WorkloadReference cronJob, JsonObject job) =>
        job.Items("metadata", "ownerReferences").Any(owner => owner.Flag("controller") && owner.Text("kind") == "CronJob" && owner.Text("name") == cronJob.Name);

    static bool IsComplete(JsonObject job) =>
        job.Items("status", "conditions").Any(condition => condition.Text("type") == "Complete" && condition.Text("status") == "True");

    /// <summary>What the CronJob itself remembers once its Jobs are cleared away.</summary>
    static async Task<DateTimeOffset?> RememberedAsync(ApiClient api, WorkloadReference cronJob, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var version in Versions)
            {
                var path = $"{Paths.Batch(version, cronJob.Namespace, "cronjobs")}/{Uri.EscapeDataString(cronJob.Name)}";
                if (await api.FindAsync(path, $"{cronJob}", cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found.Time("status", "lastSuccessfulTime");
                }
            }
        }
        catch (EstateAccessException refused) when (refused.Kind == AccessFailure.Denied)
        {
            // Who may list Jobs need not be allowed to see CronJobs; the Jobs have spoken already.
        }

        return null;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Every CronJob has run at the last full hour, and well; other schedules are not simulated.</summary>
internal sealed class CronJobController(Cluster cluster)
{
    const int Kept = 3;

    /// <summary>Runs what is due, now and at each full hour; needs the gate.</summary>
    public void Start()
    {
        var now = cluster.Clock.Now;
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        foreach (var cronJob in cluster.Store.List(ResourceKinds.CronJobs).Where(c => !c.Value.Flag("spec", "suspend")).ToList())
        {
            Run(cronJob, hour);
        }

        cluster.Plan("cronjobs", cluster.Clock.Simulated(hour.AddHours(1) - now), Start);
    }

    void Run(StoredObject cronJob, DateTimeOffset hour)
    {
        var name = $"{cronJob.Name}-{(hour.ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture)}";
        if (cluster.Store.Find(ResourceKinds.Jobs, cronJob.Namespace, name) is null)
        {
            cluster.Store.Put(ResourceKinds.Jobs, Job(cronJob.Value, name, hour));
            cluster.Amend(cronJob, c => c["status"] = new JsonObject { ["lastScheduleTime"] = hour.Stamp(), ["lastSuccessfulTime"] = hour.AddMinutes(1).Stamp() });
        }

        var old = cluster.Store.List(ResourceKinds.Jobs, cronJob.Namespace).Where(job => job.Value.ControllerUid() == cronJob.Value.Uid()).OrderByDescending(job => job.Name, StringComparer.Ordinal).Skip(Kept).ToList();
        old.ForEach(job => cluster.Store.Remove(job));
    }

    JsonObject Job(JsonObject cronJob, string name, DateTimeOffset hour) => new()
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = cronJob.Namespace(),
            ["uid"] = cluster.Chance.Uid(),
            ["generation"] = 1,
            ["creationTimestamp"] = hour.Stamp(),
            ["ownerReferences"] = new JsonArray(cronJob.ControllerReference()),
        },
        ["spec"] = cronJob.At("spec", "jobTemplate", "spec")?.DeepClone() ?? new JsonObject(),
        ["status"] = new JsonObject
        {
            ["succeeded"] = 1,
            ["startTime"] = hour.Stamp(),
            ["completionTime"] = hour.AddMinutes(1).Stamp(),
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Complete", ["status"] = "True", ["lastProbeTime"] = hour.AddMinutes(1).Stamp(), ["lastTransitionTime"] = hour.AddMinutes(1).Stamp() }),
        },
    };
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server fills in for workloads other than Deployments.</summary>
internal static class WorkloadDefaults
{
    public static void StatefulSet(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("serviceName", "");
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Default("revisionHistoryLimit", 10);
        var retention = spec.Ensure("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
        if (IsRolling(spec))
        {
            spec.Ensure("updateStrategy", "rollingUpdate").Default("partition", 0);
        }

        foreach (var claim in spec.Items("volumeClaimTemplates"))
        {
            claim.Default("apiVersion", "v1");
            claim.Default("kind", "PersistentVolumeClaim");
            claim.Ensure("spec").Default("volumeMode", "Filesystem");
            claim.Ensure("status").Default("phase", "Pending");
        }

        PodDefaults.Apply(spec.Ensure("template", "spec"));
    }

    public static void DaemonSet(JsonObject spec)
    {
        spec.Default("revisionHistoryLimit", 10);
        if (IsRolling(spec))
        {
            var rolling = spec.Ensure("updateStrategy", "rollingUpdate");
            rolling.Default("maxSurge", 0);
            rolling.Default("maxUnavailable", 1);
        }

        PodDefaults.Apply(spec.Ensure("template", "spec"));
    }

    public static void Job(JsonObject spec)
    {
        spec.Default("parallelism", 1);
        spec.Default("completions", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        PodDefaults.Apply(spec.Ensure("template", "spec"));
    }

    public static void CronJob(JsonObject spec)
    {
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        PodDefaults.Apply(spec.Ensure("jobTemplate", "spec", "template", "spec"));
    }

    static bool IsRolling(JsonObject spec)
    {
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        return strategy.Text("type") == "RollingUpdate";
    }
}

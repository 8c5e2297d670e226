namespace X0tta6bl4.Release.Runbooks;

/// <summary>A backup that must exist before anything changes, made by a CronJob.</summary>
/// <param name="Name">Its name in the runbook.</param>
/// <param name="Cluster">Cluster of the CronJob.</param>
/// <param name="Namespace">Namespace of the CronJob.</param>
/// <param name="CronJob">Name of the CronJob.</param>
/// <param name="AtMost">Greatest age of its last good run. Default 24 hours.</param>
public sealed record Backup(string Name, string Cluster, string Namespace, string CronJob, TimeSpan AtMost);

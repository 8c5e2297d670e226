using X0tta6bl4.Release.Runbooks.Yaml;

namespace X0tta6bl4.Release.Runbooks.Shapes;

/// <summary>What must be there before a release, in the file: backups and living monitoring.</summary>
internal static class PrerequisiteShapes
{
    static readonly Key<Backup, string> Cluster = new("cluster", "Cluster of the CronJob that makes it", Words.Name, backup => backup.Cluster);

    static readonly Key<Backup, string> Namespace = new("namespace", "Namespace of the CronJob", Words.Label, backup => backup.Namespace);

    static readonly Key<Backup, string> CronJob = new("cronJob", "The CronJob", Words.Subdomain, backup => backup.CronJob);

    static readonly OptionalKey<Backup, TimeSpan> AtMost =
        new("atMost", "Greatest age of its last good run; default 24h", Scalars.Duration(), backup => backup.AtMost, TimeSpan.FromHours(24));

    static readonly Key<Monitoring, string> Age =
        new("age", "PromQL whose every sample is the age of a measurement in seconds", Words.Query, monitoring => monitoring.Age);

    static readonly OptionalKey<Monitoring, TimeSpan> Oldest =
        new("atMost", "Greatest age; default 2m", Scalars.Duration(), monitoring => monitoring.AtMost, TimeSpan.FromMinutes(2));

    /// <summary>A backup.</summary>
    public static RecordShape<Backup> Backup { get; } = new(
        "a backup",
        [Cluster, Namespace, CronJob, AtMost],
        f => new Backup(f.Name, f.Of(Cluster), f.Of(Namespace), f.Of(CronJob), f.Of(AtMost)));

    /// <summary>How to see that monitoring is alive.</summary>
    public static RecordShape<Monitoring> Monitoring { get; } =
        new("monitoring", [Age, Oldest], f => new Monitoring(f.Of(Age).Trim(), f.Of(Oldest)));
}

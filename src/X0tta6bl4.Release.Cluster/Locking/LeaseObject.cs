using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Cluster.Access;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Cluster.Locking;

/// <summary>A lock as an object of kind Lease: holder and times where every tool looks for them, the rest in annotations.</summary>
static class LeaseObject
{
    const string PurposeAnnotation = "x0tta6bl4.com/purpose";
    const string MachineAnnotation = "x0tta6bl4.com/machine";
    const string ProcessAnnotation = "x0tta6bl4.com/process";
    const string JobAnnotation = "x0tta6bl4.com/job";
    const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Name of an estate's lock.</summary>
    public static string NameOf(string estate) => $"x0tta6bl4-release-{estate}";

    /// <summary>The object. A holder's name is gone from a lock that is free; what it was for stays, for who asks later.</summary>
    public static JsonObject Write(EstateLease lease, string name, string ns) => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = Metadata(lease, name, ns),
        ["spec"] = Spec(lease),
    };

    /// <summary>The lock.</summary>
    public static EstateLease Read(JsonObject written)
    {
        var (annotations, spec) = (written.At("metadata", "annotations"), written.At("spec"));
        return new EstateLease
        {
            Token = spec.Text("holderIdentity").Length == 0 ? "" : annotations.Text(TokenStamp.Annotation),
            Holder = spec.Text("holderIdentity"),
            Purpose = annotations.Text(PurposeAnnotation),
            Machine = annotations.Text(MachineAnnotation),
            ProcessId = int.TryParse(annotations.Text(ProcessAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0,
            JobUrl = annotations.Text(JobAnnotation),
            Acquired = spec.Time("acquireTime") ?? default,
            Renewed = spec.Time("renewTime") ?? default,
            Expiry = TimeSpan.FromSeconds(spec.Count("leaseDurationSeconds")),
            Transitions = spec.Count("leaseTransitions"),
            Version = written.Text("metadata", "resourceVersion"),
        };
    }

    static JsonObject Metadata(EstateLease lease, string name, string ns)
    {
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = ns,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = FieldOwner.Own },
            ["annotations"] = new JsonObject
            {
                [TokenStamp.Annotation] = lease.Token,
                [PurposeAnnotation] = lease.Purpose,
                [MachineAnnotation] = lease.Machine,
                [ProcessAnnotation] = lease.ProcessId.ToString(CultureInfo.InvariantCulture),
                [JobAnnotation] = lease.JobUrl,
            },
        };
        if (lease.Version.Length > 0)
        {
            metadata["resourceVersion"] = lease.Version;
        }

        return metadata;
    }

    // Some servers refuse a holder without a name.
    static JsonObject Spec(EstateLease lease)
    {
        var spec = new JsonObject
        {
            ["leaseDurationSeconds"] = (int)Math.Ceiling(lease.Expiry.TotalSeconds),
            ["acquireTime"] = Text(lease.Acquired),
            ["renewTime"] = Text(lease.Renewed),
            ["leaseTransitions"] = lease.Transitions,
        };
        if (!lease.IsFree)
        {
            spec["holderIdentity"] = lease.Holder;
        }

        return spec;
    }

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture);
}

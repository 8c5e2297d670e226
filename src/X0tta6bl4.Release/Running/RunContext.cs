using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Running;

/// <summary>What a run works with.</summary>
public sealed record RunContext
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The journal.</summary>
    public required ReleaseLog Log { get; init; }

    /// <summary>The estate.</summary>
    public required ConnectedEstate Estate { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The release's folder, an absolute path.</summary>
    public required string Directory { get; init; }

    /// <summary>The runbook's directory, to which values files are relative; an absolute path.</summary>
    public required string RunbookDirectory { get; init; }

    /// <summary>When an earlier release last changed something, or took it back; null when that is not known. What was measured before is no baseline.</summary>
    public DateTimeOffset? EstateChangedAt { get; init; }

    /// <summary>Keeps other runs from the estate, and this one once it has lost the lock; null where nothing else can run.</summary>
    public Fence? Fence { get; init; }

    /// <summary>Watches public endpoints beside the run; null where nobody does.</summary>
    public AvailabilityRun? Availability { get; init; }

    /// <summary>Takes secrets out of evidence.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>Ends even the waiting for the answer to a change that was sent, on the way forward: what became of it is for the next run to see. Default never.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Lanes of a wave that run at the same time, 1 to 64. Default 16.</summary>
    public int Parallel { get; init; } = 16;
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Reporting;

/// <summary>How an estate stands at one moment: what <c>Status</c> prints, as a table or as JSON.</summary>
public sealed record EstateStatus
{
    /// <summary>Version of this record's shape; 1. Later versions may have more properties; what is there keeps its name and meaning.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The estate.</summary>
    public required string Estate { get; init; }

    /// <summary>True when its clusters are simulated on this machine.</summary>
    public required bool Simulated { get; init; }

    /// <summary>When it was read, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What runs where, in the runbook's order.</summary>
    public required ImmutableArray<PlacementStatus> Placements { get; init; }

    /// <summary>The charts, in the runbook's order.</summary>
    public required ImmutableArray<ChartStatus> Charts { get; init; }

    /// <summary>Each cluster's lock, in the order in which they are taken.</summary>
    public required ImmutableArray<LockStatus> Locks { get; init; }

    /// <summary>The open release, or the last one; null when none is known.</summary>
    public required ReleaseStatus? Release { get; init; }

    /// <summary>Clusters whose copies of journals could not be read, so that a release may be unknown here.</summary>
    public required ImmutableArray<UnreadPart> Unread { get; init; }

    /// <summary>What to type next, in one line; empty when nothing is left to do.</summary>
    public required string Next { get; init; }
}

/// <summary>Something that could not be read.</summary>
/// <param name="Subject">What.</param>
/// <param name="Message">Why.</param>
public sealed record UnreadPart(string Subject, string Message);

using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>What a load saw in all.</summary>
internal sealed record Sums
{
    /// <summary>All requests together.</summary>
    public required Meter All { get; init; }

    /// <summary>Requests that were due.</summary>
    public required long Due { get; init; }

    /// <summary>Users who came.</summary>
    public required long Arrived { get; init; }

    /// <summary>Users whose way has ended.</summary>
    public required long Left { get; init; }

    /// <summary>Those of them with a failed request.</summary>
    public required long LeftFailed { get; init; }

    /// <summary>Users who were turned away, because too many were under way.</summary>
    public required long TurnedAway { get; init; }

    /// <summary>The first failure in a few words; empty when there was none.</summary>
    public required string FirstFailure { get; init; }

    /// <summary>Answers by status code.</summary>
    public required ImmutableSortedDictionary<int, long> Codes { get; init; }

    /// <summary>Failed requests by kind of failure.</summary>
    public required ImmutableSortedDictionary<string, long> Failures { get; init; }
}

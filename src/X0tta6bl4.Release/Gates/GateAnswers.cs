using System.Collections.Immutable;

namespace X0tta6bl4.Release.Gates;

/// <summary>What a source answered to the queries of one gate at one moment, as it came.</summary>
/// <param name="Values">Series of the query.</param>
public sealed record GateAnswers(ImmutableArray<LabelledValue> Values)
{
    /// <summary>Values of the query that counts requests; null when the gate has none.</summary>
    public ImmutableArray<double>? Requests { get; init; }

    /// <summary>Values of the query that counts samples; null when the gate has none.</summary>
    public ImmutableArray<double>? Samples { get; init; }

    /// <summary>Values of the query for the newest sample's age, in seconds; null when the gate has none.</summary>
    public ImmutableArray<double>? Ages { get; init; }

    /// <summary>What the source says against its own answers.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

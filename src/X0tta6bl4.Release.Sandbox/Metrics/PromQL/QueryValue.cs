using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>What a query gives.</summary>
internal abstract record QueryValue
{
    /// <summary>A number.</summary>
    internal sealed record Scalar(double Value) : QueryValue;

    /// <summary>A text.</summary>
    internal sealed record Text(string Value) : QueryValue;

    /// <summary>One value for each series.</summary>
    internal sealed record Vector(ImmutableArray<Point> Points) : QueryValue;

    /// <summary>Samples of a time for each series.</summary>
    /// <param name="Series">The series.</param>
    /// <param name="From">Beginning of the time, in milliseconds; not part of it.</param>
    /// <param name="Until">End of the time, in milliseconds.</param>
    internal sealed record Matrix(ImmutableArray<(Labels Labels, IReadOnlyList<Sample> Samples)> Series, long From, long Until) : QueryValue;
}

/// <summary>One value of a series.</summary>
/// <param name="Labels">The series.</param>
/// <param name="Value">The value.</param>
/// <param name="At">When it was measured, in milliseconds.</param>
internal readonly record struct Point(Labels Labels, double Value, long At);

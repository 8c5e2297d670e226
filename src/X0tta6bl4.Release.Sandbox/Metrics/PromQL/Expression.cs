using System.Collections.Immutable;

namespace X0tta6bl4.Release.Sandbox.Metrics.PromQL;

/// <summary>A query, or a part of one.</summary>
internal abstract record Expression
{
    /// <summary>A literal number.</summary>
    internal sealed record Number(double Value) : Expression;

    /// <summary>A literal text.</summary>
    internal sealed record Text(string Value) : Expression;

    /// <summary>Series by their labels.</summary>
    /// <param name="Matchers">All of them must match.</param>
    /// <param name="Range">Milliseconds of samples; null for the newest one.</param>
    /// <param name="Offset">Milliseconds into the past.</param>
    internal sealed record Selector(ImmutableArray<LabelMatcher> Matchers, long? Range, long Offset) : Expression;

    /// <summary>A sign.</summary>
    internal sealed record Negation(Expression Operand) : Expression;

    /// <summary>An operator between two expressions.</summary>
    internal sealed record Binary(string Operator, Expression Left, Expression Right, Matching Matching) : Expression;

    /// <summary>A function.</summary>
    internal sealed record Call(string Function, ImmutableArray<Expression> Arguments, int At) : Expression;

    /// <summary>An aggregation over groups of series.</summary>
    /// <param name="Operator"><c>sum</c> and so on.</param>
    /// <param name="Operand">What is aggregated.</param>
    /// <param name="Parameter">The number of topk and the like; else null.</param>
    /// <param name="By">True to group by the labels, false by all others.</param>
    /// <param name="Labels">The labels.</param>
    internal sealed record Aggregation(string Operator, Expression Operand, Expression? Parameter, bool By, ImmutableArray<string> Labels) : Expression;
}

/// <summary>Which series of two vectors belong together.</summary>
/// <param name="IsBool">True when a comparison gives 0 or 1 instead of filtering.</param>
/// <param name="On">True to match on the labels, false on all others.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Group"><c>left</c> or <c>right</c> for the side of which many series may match one; null for one to one.</param>
/// <param name="Include">Labels that the result takes from the one side.</param>
internal sealed record Matching(bool IsBool, bool On, ImmutableArray<string> Labels, string? Group, ImmutableArray<string> Include)
{
    public static readonly Matching Default = new(false, false, [], null, []);

    /// <summary>The labels by which a series is matched.</summary>
    public Labels Key(Labels labels) => On ? labels.Only(Labels) : labels.WithoutName().Without(Labels);
}

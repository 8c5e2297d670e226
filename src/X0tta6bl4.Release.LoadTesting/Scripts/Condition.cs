namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>An expression over metrics that must be true after the test.</summary>
public sealed record Condition
{
    /// <summary>As the script says it.</summary>
    public required string Text { get; init; }

    /// <summary>True when the test fails with the condition; false when it is only reported. Default true.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>The expression.</summary>
    internal Expression Expression { get; init; } = new Expression.Number(1);

    /// <summary>Metrics that the expression names, each once.</summary>
    public IReadOnlyList<string> Metrics => [.. Expression.Names().Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it is true.</summary>
    /// <param name="metric">Value of a metric by Artillery's name; null when it is unknown.</param>
    /// <returns>True or false; null when the answer hangs on a metric that is unknown.</returns>
    public bool? Evaluate(Func<string, double?> metric)
    {
        var value = Expression.Evaluate(name => metric(name) is { } known ? Operand.Of(known) : Operand.Unknown);
        return value.IsUnknown ? null : value.IsTrue;
    }
}

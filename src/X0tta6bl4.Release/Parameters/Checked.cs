using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace X0tta6bl4.Release.Parameters;

/// <summary>The result of reading something an operator wrote: a value, or every problem found in it.</summary>
/// <typeparam name="T">What was read.</typeparam>
/// <param name="Value">The value; null if and only if there are problems.</param>
/// <param name="Problems">All problems, in the order of the text; empty for a good value.</param>
public sealed record Checked<T>(T? Value, ImmutableArray<Problem> Problems)
    where T : class
{
    /// <summary>True when there is a value and no problem.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null && Problems.IsEmpty;
}

/// <summary>Makes <see cref="Checked{T}"/> values.</summary>
public static class Checked
{
    /// <summary>A good value.</summary>
    public static Checked<T> Valid<T>(T value)
        where T : class => new(value, []);

    /// <summary>Problems instead of a value; at least one.</summary>
    public static Checked<T> Invalid<T>(IEnumerable<Problem> problems)
        where T : class => new(null, [.. problems]);
}

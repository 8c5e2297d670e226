using System.Collections.Immutable;
using X0tta6bl4.Release.LoadTesting.Users;

namespace X0tta6bl4.Release.LoadTesting.Scripts;

/// <summary>How often a loop goes round.</summary>
internal abstract record LoopRange
{
    /// <summary>Most rounds of one loop.</summary>
    public const int MostRounds = 1_000_000;

    /// <summary><c>count</c>: <c>5</c> from 0 to 4, <c>1-10</c> from 1 to 9, as Artillery counts.</summary>
    internal sealed record Count(Template Text) : LoopRange;

    /// <summary><c>over</c> a list that stands in the script.</summary>
    internal sealed record Values(ImmutableArray<JsonTemplate> Items) : LoopRange;

    /// <summary><c>over</c> a variable; one that is no list is gone through not once.</summary>
    internal sealed record Variable(VariablePath Path) : LoopRange;
}

using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>A gate's last answers, and what they say together: it fails by so many bad ones of the last so many, and passes by good ones alone. An answer that
/// is missing or in doubt counts as bad when judging a pass, and as good when judging a failure. Pure.</summary>
/// <param name="Rule">How many of how many fail it.</param>
/// <param name="Last">The last answers, newest last; never more than the rule is about.</param>
public sealed record AnswerHistory(FailureRule Rule, ImmutableArray<Assessment> Last)
{
    /// <summary>No answer yet.</summary>
    public static AnswerHistory Of(Gate gate) => new(gate.Failed ?? FailureRule.Once, []);

    /// <summary>What the answers say; null while there is none.</summary>
    public Assessment? Judged => Last is not [.., var newest] ? null
        // What all say is said once. Fewer answers than the rule is about pass only if each of them does.
        : Rule.Of == 1 || Passed == Last.Length ? newest
        : Failed >= Rule.AtLeast ? Told(Last.Last(answer => answer.Verdict == Verdict.Failed))
        : Passed > Rule.Of - Rule.AtLeast ? Told(newest with { Verdict = Verdict.Passed })
        : Told(newest with { Verdict = Last.All(answer => answer.Verdict == Verdict.NoEvidence) ? Verdict.NoEvidence : Verdict.Inconclusive });

    /// <summary>True when no further answer within the rule's number could change the verdict.</summary>
    public bool IsDecided => Failed >= Rule.AtLeast || Passed > Rule.Of - Rule.AtLeast || Last.Length == Rule.Of;

    int Failed => Last.Count(answer => answer.Verdict == Verdict.Failed);

    int Passed => Last.Count(answer => answer.Verdict == Verdict.Passed);

    /// <summary>The history after one more answer.</summary>
    public AnswerHistory With(Assessment answer) => this with { Last = [.. Last.TakeLast(Rule.Of - 1), answer] };

    Assessment Told(Assessment answer) => answer with
    {
        Seen = string.Create(CultureInfo.InvariantCulture, $"{answer.Seen}; of the last {Last.Length}: {Passed} passed, {Failed} failed ({Rule.AtLeast} of {Rule.Of} fail the gate)"),
    };
}

using System.Collections.Immutable;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Gates;

/// <summary>What follows from how the subjects of a watch stand. Pure.</summary>
public static class WatchDecision
{
    /// <summary>The first subject that has failed by the rule; null while none has.</summary>
    public static WatchStanding? Failed(IEnumerable<WatchStanding> standings) => standings.FirstOrDefault(standing => standing.HasFailed);

    /// <summary>What stands against a good end of the watch, subject by subject; empty when nothing does. Nothing passes without evidence.</summary>
    /// <param name="standings">How its subjects stand at its end.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="length">Its length, gaps included: nobody vouches for those.</param>
    public static ImmutableArray<string> Lacking(IReadOnlyCollection<WatchStanding> standings, WatchRule rule, TimeSpan length) =>
        standings.All(standing => standing.Subject.Optional) ? ["nothing was asked that must not be missing"]
        : [.. standings.Where(standing => !standing.Subject.Optional).Select(standing => Lacking(standing, rule, length)).OfType<string>()];

    static string? Lacking(WatchStanding standing, WatchRule rule, TimeSpan length)
    {
        var (name, share) = (standing.Subject.Name, length > TimeSpan.Zero ? standing.Count.Shown / length : 0);
        return standing.Last is not { } last ? $"{name}: was never answered"
            : last.Verdict != Verdict.Passed ? $"{name}: {VerdictText.Of(last.Verdict)} at the end, {last.Message}"
            : standing.Count.Doubted ? $"{name}: may have failed unseen, too much evidence is missing around a failure"
            : share < rule.LeastEvidence ? $"{name}: shown to be good for {AmountText.Of(share, GateUnit.Share)} of the time; at least {AmountText.Of(rule.LeastEvidence, GateUnit.Share)} is wanted"
            : null;
    }
}

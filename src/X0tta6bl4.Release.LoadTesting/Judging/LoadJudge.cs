using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Scripts;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting.Judging;

/// <summary>Judges a load by what its script says must be true. Pure. Nothing passes without evidence: a metric that is not measured fails no load and passes none.</summary>
internal static class LoadJudge
{
    /// <summary>The verdict.</summary>
    public static LoadVerdict Judge(LoadScript script, LoadReport seen)
    {
        double? Metric(string name) => LoadMetrics.Find(seen, name);

        ImmutableArray<LoadCheck> checks =
        [
            .. script.Thresholds.Select(threshold => new LoadCheck(threshold.Text, Text(threshold.Metric, Metric(threshold.Metric)), Of(threshold.IsKept(Metric)), true)),
            .. script.Conditions.Select(condition => new LoadCheck(condition.Text, string.Join(", ", condition.Metrics.Select(name => Text(name, Metric(name)))), Of(condition.Evaluate(Metric)), condition.Strict)),
        ];
        var strict = checks.Where(check => check.Strict).ToArray();
        var (verdict, why) =
            seen.Total.Ended == 0 ? (Verdict.NoEvidence, "no request was sent")
            : seen.EndedEarly.Length > 0 ? (Verdict.Failed, $"it ended early: {seen.EndedEarly}")
            : strict.FirstOrDefault(check => check.Verdict == Verdict.Failed) is { } failed && !Lagged(seen) ? (Verdict.Failed, $"{failed.Wanted} is not true: {failed.Seen}")
            : Lagged(seen) ? (Verdict.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"the generator itself was up to {seen.Total.JudgedLag.TotalMilliseconds:0} ms late; it needs a machine that is less busy, or a lower rate"))
            : strict.FirstOrDefault(check => check.Verdict == Verdict.NoEvidence) is { } unknown ? (Verdict.NoEvidence, $"{unknown.Wanted} cannot be judged: {unknown.Seen}")
            : (Verdict.Passed, strict.Length == 0 ? "the script demands nothing (config.ensure)" : "all that the script demands is true");
        return new LoadVerdict(verdict, why, checks);
    }

    static bool Lagged(LoadReport seen) => seen.Total.JudgedLag > LoadResult.GreatestLag;

    static Verdict Of(bool? kept) => kept switch { true => Verdict.Passed, false => Verdict.Failed, null => Verdict.NoEvidence };

    static string Text(string name, double? value) => value is double.PositiveInfinity ? $"{name} has no end: too many requests got no answer" : value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{name} {known:0.###}") : $"{name} is not measured";
}

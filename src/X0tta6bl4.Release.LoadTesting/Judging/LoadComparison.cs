using System.Globalization;
using X0tta6bl4.Release.Gates;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Judging;

/// <summary>Compares a load with one of the version before. Pure.</summary>
public static class LoadComparison
{
    /// <summary>How much slower the 95th percentile may be: as much as the runbook's gate on response times allows.</summary>
    const double Slower = 0.2;

    /// <summary>Below this a difference is no one's to feel, and mostly chance.</summary>
    static readonly TimeSpan Felt = TimeSpan.FromMilliseconds(5);

    /// <summary>A share of failed requests that is higher by more than this is no chance.</summary>
    const double FailedMore = 0.01;

    /// <summary>Fewer answers than these say little about a 95th percentile.</summary>
    const int LeastAnswers = 100;

    /// <summary>Adds the comparison to a verdict: it can only make it worse.</summary>
    /// <param name="verdict">The verdict of the load alone.</param>
    /// <param name="before">The earlier load.</param>
    /// <param name="now">This one.</param>
    public static LoadVerdict Judge(LoadVerdict verdict, LoadReport before, LoadReport now)
    {
        var (old, fresh) = (before.Total.Response, now.Total.Response);
        var known = old.Count >= LeastAnswers && fresh.Count >= LeastAnswers;
        var wanted = $"p95 at most {Slower * 100:0} % above the baseline, and no more failures";
        var seen = known
            ? string.Create(CultureInfo.InvariantCulture, $"p95 {fresh.P95.TotalMilliseconds:0.##} ms, before {old.P95.TotalMilliseconds:0.##} ms ({Change(old.P95, fresh.P95)}); p50 {Change(old.P50, fresh.P50)}, p99 {Change(old.P99, fresh.P99)}; failed {Failed(now) * 100:0.##} %, before {Failed(before) * 100:0.##} %")
            : $"{fresh.Count} answers, before {old.Count}; at least {LeastAnswers} each are needed";
        var check = new LoadCheck(wanted, seen, !known ? Verdict.NoEvidence : Failed(now) > Failed(before) + FailedMore || fresh.P95 > old.P95 * (1 + Slower) && fresh.P95 - old.P95 > Felt ? Verdict.Failed : Verdict.Passed, Strict: true);
        var both = verdict with { Checks = verdict.Checks.Add(check) };
        return verdict.Verdict == Verdict.Passed && check.Verdict != Verdict.Passed
            ? both with { Verdict = check.Verdict, Why = check.Verdict == Verdict.Failed ? $"{wanted} is not true: {seen}" : $"{wanted} cannot be judged: {seen}" }
            : both;
    }

    static double Failed(LoadReport report) => report.Total.Ended == 0 ? 0 : (double)report.Total.Failed / report.Total.Ended;

    static string Change(TimeSpan before, TimeSpan now) =>
        before <= TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $"{((now / before) - 1) * 100:+0.#;−0.#;±0} %");
}

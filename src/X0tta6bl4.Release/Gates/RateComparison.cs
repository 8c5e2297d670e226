using System.Globalization;

namespace X0tta6bl4.Release.Gates;

/// <summary>Whether failures have become more frequent, or chance alone explains it: the exact conditional test of two Poisson rates. Of all failures, before
/// and now, each is one of now with a probability that follows from the numbers of requests; so their number has a binomial distribution. Pure.</summary>
/// <param name="Failed">Failures now.</param>
/// <param name="Seen">Of so many requests.</param>
/// <param name="FailedBefore">Failures before.</param>
/// <param name="SeenBefore">Of so many requests.</param>
public sealed record RateComparison(long Failed, long Seen, long FailedBefore, long SeenBefore)
{
    /// <summary>The test's name, for messages.</summary>
    public const string Name = "exact test of two Poisson rates";

    // A sum of more terms takes seconds, and where so many fail, chance plays no part.
    const double MostFailures = 1_000_000;

    /// <summary>How often a difference may be taken for real that is chance.</summary>
    public const double Error = 0.05;

    /// <summary>Reads shares and the requests they are of.</summary>
    /// <returns>The counts; null when these are no shares, nobody counted the requests, or there are so many failures that a bare comparison says the same.</returns>
    public static RateComparison? Of(Measurement now, Measurement? before) =>
        now is { Value: { } share and >= 0 and <= 1, Requests: { } seen and >= 1 } && before is { Trouble: "", Value: { } shareBefore and >= 0 and <= 1, Requests: { } seenBefore and >= 1 }
        && shareBefore * seenBefore <= MostFailures && share * seen <= MostFailures
            // Counts come from extrapolated counters and are not whole.
            ? new RateComparison(Whole(share * seen), Whole(seen), Whole(shareBefore * seenBefore), Whole(seenBefore))
            : null;

    /// <summary>How likely so many failures or more are now, of all of them, if the rate has become no more than this many times as high.</summary>
    /// <param name="ratio">So many times, above 0.</param>
    public double Above(double ratio) =>
        // As failures of before, of which there are so few: sums of small terms keep small probabilities exact.
        Proportion.AtMost(FailedBefore, Failed + FailedBefore, SeenBefore / (SeenBefore + (ratio * Seen)));

    /// <summary>A probability in a few characters: <c>p = 0.031</c>.</summary>
    public static string Text(double p) => p < 0.0001 ? "p < 0.0001"
        : $"p = {double.Parse(p.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture)}";

    static long Whole(double count) => (long)Math.Round(Math.Min(count, long.MaxValue / 4d));
}

namespace X0tta6bl4.Release.Sandbox.Metrics;

/// <summary>How long simulated requests take: logarithmically normal, half of them within 20 ms and 95 % within 80 ms, plus what the program adds.</summary>
internal static class LatencyCurve
{
    /// <summary>Upper bounds of the histogram's buckets, in seconds, without the last one.</summary>
    public static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];

    const double Median = 0.020;

    /// <summary>Logarithm of 80 ms / 20 ms by the 95 % quantile of the normal distribution.</summary>
    const double Width = 1.3862943611 / 1.6448536270;

    /// <summary>Mean of the distribution, in seconds.</summary>
    public static readonly double Mean = Median * Math.Exp(Width * Width / 2);

    /// <summary>Share of the requests that take at most so many seconds.</summary>
    public static double Share(double seconds, double added) =>
        seconds <= added ? 0 : Normal(Math.Log((seconds - added) / Median) / Width);

    // Zelen and Severo, 26.2.17 in the handbook of Abramowitz and Stegun; good to seven digits.
    static double Normal(double x)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}

namespace X0tta6bl4.Release.Gates;

/// <summary>What a count says of the share behind it: the exact one-sided bounds of Clopper and Pearson at 95 %. For no failure of n the upper one is about
/// 3/n, the rule of three. Pure.</summary>
public static class Proportion
{
    const double Error = 0.05;

    // Halving so often leaves nothing that a double could tell.
    const int Halvings = 60;

    /// <summary>The share that is not exceeded, with 95 % confidence; 1 where nothing was seen.</summary>
    /// <param name="failed">How many failed, 0 to <paramref name="seen"/>.</param>
    /// <param name="seen">Of how many.</param>
    public static double Upper(long failed, long seen) => failed >= seen ? 1 : Share(failed, seen, Error);

    /// <summary>The share that is exceeded, with a confidence; 0 where nothing failed.</summary>
    /// <param name="failed">How many failed, 0 to <paramref name="seen"/>.</param>
    /// <param name="seen">Of how many.</param>
    /// <param name="error">How often that may be wrong, above 0 and below 1. Default 0.05, for a confidence of 95 %.</param>
    public static double Lower(long failed, long seen, double error = Error) => failed <= 0 ? 0 : Share(failed - 1, seen, 1 - error);

    // The share for which so many failures or fewer have this probability; more failures are the likelier the larger it is.
    static double Share(long failed, long seen, double probability)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var share = (low + high) / 2;
            (low, high) = AtMost(failed, seen, share) > probability ? (share, high) : (low, share);
        }

        return high;
    }

    /// <summary>Probability of so many failures or fewer: the sum of the binomial distribution, by logarithms, since single terms may be smaller than a double can hold.</summary>
    /// <param name="failed">How many failed, 0 to <paramref name="seen"/>.</param>
    /// <param name="seen">Of how many.</param>
    /// <param name="share">Probability that one fails.</param>
    internal static double AtMost(long failed, long seen, double share)
    {
        if (share is <= 0 or >= 1)
        {
            return share <= 0 ? 1 : 0;
        }

        var (odds, term, sum) = (Math.Log(share) - Math.Log(1 - share), seen * Math.Log(1 - share), double.NegativeInfinity);
        for (long count = 0; count <= failed; count++)
        {
            var (large, small) = sum > term ? (sum, term) : (term, sum);
            sum = large + Math.Log(1 + Math.Exp(small - large));
            term += Math.Log((double)(seen - count) / (count + 1)) + odds;
        }

        return Math.Exp(sum);
    }
}

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>Tells when to end the load of a service that is down: going on would prove nothing more, and keep it from coming up again.</summary>
internal sealed class EarlyEnd
{
    /// <summary>Share of failed requests within a second.</summary>
    const double FailedShare = 0.9;

    /// <summary>For how many seconds in a row; those in which nothing ended do not count.</summary>
    const int Seconds = 5;

    /// <summary>How many requests must have ended in these seconds together.</summary>
    const int LeastRequests = 20;

    int row;
    long requests;

    /// <summary>Why a load was ended.</summary>
    public static string Reason { get; } = $"at least {FailedShare * 100:0} % of the requests failed for {Seconds} s";

    /// <summary>Takes in a second; true when the load is to end.</summary>
    /// <param name="ended">Requests that ended in it.</param>
    /// <param name="failed">Those of them that failed.</param>
    public bool Sees(long ended, long failed)
    {
        if (ended > 0)
        {
            (row, requests) = failed >= FailedShare * ended ? (row + 1, requests + ended) : (0, 0);
        }

        return row >= Seconds && requests >= LeastRequests;
    }
}

using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Collects what a load sees, from many connections at once.</summary>
internal sealed class Recorder
{
    readonly Lock gate = new();
    readonly LatencyHistogram responses = new();
    readonly LatencyHistogram lags = new();
    long due;
    long good;
    long failed;
    string firstFailure = "";

    /// <summary>A request has become due.</summary>
    public void Due()
    {
        lock (gate)
        {
            due++;
        }
    }

    /// <summary>A request has ended.</summary>
    /// <param name="lag">How late the generator was.</param>
    /// <param name="outcome">How it ended.</param>
    public void Ended(TimeSpan lag, Outcome outcome)
    {
        lock (gate)
        {
            lags.Add(lag);
            if (outcome.ResponseTime is { } time)
            {
                responses.Add(time);
            }

            if (outcome.Failure.Length == 0)
            {
                good++;
                return;
            }

            failed++;
            firstFailure = firstFailure.Length > 0 ? firstFailure : outcome.Failure;
        }
    }

    /// <summary>What was seen so far.</summary>
    public LoadResult Result()
    {
        lock (gate)
        {
            return new LoadResult(due, good, failed, responses.At(50), responses.At(95), responses.At(99), responses.Max, lags.At(99), firstFailure);
        }
    }
}

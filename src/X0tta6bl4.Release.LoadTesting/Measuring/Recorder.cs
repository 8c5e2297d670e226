using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Measuring;

/// <summary>Collects what a load sees, warm-up excluded. One thread uses it.</summary>
/// <param name="steps">Number of the script's requests.</param>
/// <param name="scenarios">Number of its scenarios.</param>
internal sealed class Recorder(int steps, int scenarios)
{
    /// <summary>Different failures that are counted one by one; further ones are counted together.</summary>
    const int MostKinds = 50;

    readonly Meter[] meters = [.. Enumerable.Range(0, steps).Select(_ => new Meter())];
    readonly Times[] visits = [.. Enumerable.Range(0, scenarios).Select(_ => new Times())];
    readonly long[] codes = new long[1000];
    readonly Dictionary<string, long> failures = new(StringComparer.Ordinal);
    readonly List<Second> timeline = [];
    readonly Times second = new();
    readonly Meter all = new();
    (long Due, long Ended, long Failed) inSecond;
    long due;
    long arrived;
    long left;
    long leftFailed;
    long turnedAway;
    string firstFailure = "";

    /// <summary>Finished seconds.</summary>
    public IReadOnlyList<Second> Timeline => timeline;

    /// <summary>What was measured of one request of the script.</summary>
    public Meter Of(int step) => meters[step];

    /// <summary>How long users of a scenario were under way.</summary>
    public Times Visits(int scenario) => visits[scenario];

    /// <summary>A user has come.</summary>
    public void Arrived() => arrived++;

    /// <summary>A user was turned away, because too many were under way.</summary>
    public void TurnedAway() => turnedAway++;

    /// <summary>A user's way has ended.</summary>
    public void Left(int scenario, TimeSpan time, bool failed)
    {
        left++;
        leftFailed += failed ? 1 : 0;
        visits[scenario].Add(time);
    }

    /// <summary>A request has become due.</summary>
    public void Due()
    {
        due++;
        inSecond.Due++;
    }

    /// <summary>A request has ended.</summary>
    /// <param name="request">The request, with its times.</param>
    /// <param name="failure">Why it counts as failed, in a few words; null when it does not.</param>
    public void Ended(EndedRequest request, string? failure)
    {
        meters[request.Step].Add(request, failure is not null);
        inSecond.Ended++;
        if (request.IsAnswered)
        {
            codes[Math.Min(request.Status, codes.Length - 1)]++;
            second.Add(request.Response);
        }

        if (failure is not null)
        {
            inSecond.Failed++;
            Broke(failure);
        }
    }

    /// <summary>Something failed.</summary>
    /// <param name="failure">What, in a few words.</param>
    public void Broke(string failure)
    {
        firstFailure = firstFailure.Length > 0 ? firstFailure : failure;
        var kind = failures.Count < MostKinds || failures.ContainsKey(failure) ? failure : "other failures";
        failures[kind] = failures.GetValueOrDefault(kind) + 1;
    }

    /// <summary>Ends a second of the timeline.</summary>
    /// <param name="now">Its end.</param>
    public Second EndSecond(TimeSpan now)
    {
        var one = new Second(now, inSecond.Due, inSecond.Ended, inSecond.Failed, second.At(50), second.At(95), second.Max);
        timeline.Add(one);
        inSecond = default;
        second.Clear();
        return one;
    }

    /// <summary>What was seen so far, good until it is asked for again.</summary>
    public Sums Sums()
    {
        // Histograms are large; this is asked for each second.
        all.Clear();
        foreach (var meter in meters)
        {
            all.Add(meter);
        }

        return new Sums
        {
            All = all,
            Due = due,
            Arrived = arrived,
            Left = left,
            LeftFailed = leftFailed,
            TurnedAway = turnedAway,
            FirstFailure = firstFailure,
            Codes = codes.Select((count, code) => (code, count)).Where(one => one.count > 0).ToImmutableSortedDictionary(one => one.code, one => one.count),
            Failures = failures.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}

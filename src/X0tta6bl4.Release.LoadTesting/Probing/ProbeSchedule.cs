using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.LoadTesting.Probing;

/// <summary>When each probe is due: one in every interval of the rate, moved by a share of it that never repeats, so that probes keep step with nothing.
/// Pure, and without chance: the same probe is always due at the same time.</summary>
/// <param name="ratePerSecond">Probes per second; above zero.</param>
/// <param name="place">Which of the targets it is, so that they are not all probed at once.</param>
internal sealed class ProbeSchedule(int ratePerSecond, int place)
{
    // The golden section fills an interval more evenly than chance does.
    const double Section = 0.6180339887498949;

    /// <summary>When a probe is due, from the start.</summary>
    /// <param name="index">Which, from zero.</param>
    public TimeSpan Due(long index) =>
        TimeSpan.FromSeconds((index + (AvailabilityProbe.Jitter * Part(index)) + Part(place)) / ratePerSecond);

    static double Part(long index) => index * Section % 1;
}

using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.LoadTesting;

/// <summary>Sends HTTP requests at a given rate whatever becomes of earlier ones: no redirects, no cookies, connections kept.</summary>
public sealed class LoadGenerator : ILoadGenerator
{
    readonly TimeProvider time;

    /// <summary>Makes a generator; each load has connections of its own.</summary>
    /// <param name="time">The clock of due times, limits and measurements.</param>
    public LoadGenerator(TimeProvider time) => this.time = time;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A number of the profile is outside its limits.</exception>
    public async Task<LoadResult> RunAsync(LoadProfile profile, Action<LoadResult> onProgress, CancellationToken cancellationToken)
    {
        Check(profile);
        using var load = new RunningLoad(profile, time);
        return await load.RunAsync(onProgress, cancellationToken).ConfigureAwait(false);
    }

    static void Check(LoadProfile profile)
    {
        if (profile.RatePerSecond is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(profile), profile.RatePerSecond, "A rate must be above zero and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(profile.Duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(profile.WarmUp, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(profile.Connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(profile.Connections, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(profile.Timeout, TimeSpan.Zero);
    }
}

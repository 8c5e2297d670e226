namespace X0tta6bl4.Release.Sandbox.Storage;

/// <summary>The sandbox's time: stamps are real, waits are simulated and pass <paramref name="speed"/> times as fast.</summary>
/// <param name="time">Where the time comes from.</param>
/// <param name="speed">How many simulated seconds pass in one real second; above 0.</param>
internal sealed class SimulationClock(TimeProvider time, double speed)
{
    public TimeProvider Time { get; } = time;

    public double Speed { get; } = speed;

    public DateTimeOffset Now => Time.GetUtcNow();

    public TimeSpan Real(TimeSpan simulated) => simulated / Speed;

    public TimeSpan Simulated(TimeSpan real) => real * Speed;

    public DateTimeOffset After(TimeSpan simulated) => Now + Real(simulated);

    public Task DelayAsync(TimeSpan simulated, CancellationToken cancellationToken) =>
        Task.Delay(Real(simulated), Time, cancellationToken);
}

namespace X0tta6bl4.Release.SampleService;

/// <summary>Whether new requests are welcome: from the start or a while after it, until the pod is asked to end. It goes on serving for a while then,
/// because whoever sends requests hears of its end later than itself.</summary>
sealed class Readiness(Settings settings, TimeProvider time) : IHostedLifecycleService
{
    readonly long begin = time.GetTimestamp();
    volatile bool isEnding;

    public bool IsReady => !isEnding && settings.Mode switch
    {
        Mode.NeverReady => false,
        Mode.SlowStart => time.GetElapsedTime(begin) >= TimeSpan.FromSeconds(20),
        _ => true,
    };

    /// <summary>Comes before the server stops.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        isEnding = true;
        await Task.Delay(settings.Drain, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

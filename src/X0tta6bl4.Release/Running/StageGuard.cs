namespace X0tta6bl4.Release.Running;

/// <summary>Stops the steps of a stage when something that is watched beside them says so; only the first reason counts.</summary>
public sealed class StageGuard : IDisposable
{
    readonly Lock gate = new();
    readonly CancellationTokenSource stopping = new();
    bool isOver;

    /// <summary>Stops the steps.</summary>
    public CancellationToken Token => stopping.Token;

    /// <summary>Why they were stopped, in one line; null when they were not.</summary>
    public string? Why { get; private set; }

    /// <summary>Stops the steps; does nothing once they have been stopped, or the stage is over.</summary>
    /// <param name="why">The reason, in one line.</param>
    public void Trip(string why)
    {
        lock (gate)
        {
            if (Why is null && !isOver)
            {
                Why = why;
                // Whoever trips it does not wait for what follows.
                _ = stopping.CancelAsync();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
        }

        stopping.Dispose();
    }
}

namespace X0tta6bl4.Release.Tests.Testing;

/// <summary>The process under test as it can be killed: at one moment, and everything it does next waits for ever.</summary>
sealed class LifeLine
{
    readonly Lock gate = new();
    readonly TaskCompletionSource death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Number of the moment, from 0, at which the process dies; null for a long life.</summary>
    public int? DiesAt { get; set; }

    /// <summary>Moments that were reached alive.</summary>
    public int Moments { get; set; }

    /// <summary>Completes when the process is dead.</summary>
    public Task Death => death.Task;

    /// <summary>Does something, unless the process is dead before it or dies at it.</summary>
    /// <returns>False for a dead process.</returns>
    public bool Reach(Action act)
    {
        lock (gate)
        {
            if (death.Task.IsCompleted || Moments == DiesAt)
            {
                death.TrySetResult();
                return false;
            }

            Moments++;
            act();
            return true;
        }
    }

    /// <summary>What a dead process waits for.</summary>
    public static Task For(bool alive) => alive ? Task.CompletedTask : new TaskCompletionSource().Task;
}

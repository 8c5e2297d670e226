namespace X0tta6bl4.Release.LoadTesting;

/// <summary>A request whose time has come.</summary>
/// <param name="Due">When it was due.</param>
/// <param name="Queued">When the pacer noticed.</param>
/// <param name="Counts">True when it is no warm-up.</param>
internal readonly record struct Turn(TimeSpan Due, TimeSpan Queued, bool Counts)
{
    /// <summary>How late the generator is. Waiting for a connection is the service's doing and no part of it.</summary>
    /// <param name="freeSince">Since when the connection is free.</param>
    /// <param name="now">When the request is sent.</param>
    public TimeSpan Lag(TimeSpan freeSince, TimeSpan now) => Queued - Due + (now - (Queued > freeSince ? Queued : freeSince));
}

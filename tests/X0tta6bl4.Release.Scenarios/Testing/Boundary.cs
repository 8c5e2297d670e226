namespace X0tta6bl4.Release.Scenarios.Testing;

/// <summary>Where a change is when the run dies.</summary>
enum Moment
{
    /// <summary>It was sent; the server never gets it.</summary>
    Sent,

    /// <summary>The server has granted it; the run never learns that.</summary>
    Landed,
}

/// <summary>One instant of a run at which it can be killed.</summary>
/// <param name="Change">The change.</param>
/// <param name="Time">Which of several equal ones, from 1.</param>
/// <param name="Moment">Where it is then.</param>
sealed record Boundary(Change Change, int Time, Moment Moment)
{
    public override string ToString() => $"{Change}{(Time == 1 ? "" : $" ({Time})")}, {(Moment == Moment.Sent ? "sent" : "landed")}";
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.LoadTesting.Engine;

/// <summary>What a load is.</summary>
internal sealed record EnginePlan
{
    /// <summary>The phases, one after the other. For a closed model, one phase with the number of its users as count, and its length.</summary>
    public required ImmutableArray<ArrivalPhase> Phases { get; init; }

    /// <summary>True for a closed model: all users come at the beginning of their phase, and who has ended begins anew until the phase is over.</summary>
    public bool Closed { get; init; }

    /// <summary>Limit for one answer, from when its request was due.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Where most requests go.</summary>
    public required Uri Target { get; init; }

    /// <summary>Connections that are opened before the load begins.</summary>
    public required int OpenedFirst { get; init; }

    /// <summary>True to end early when the service turns out to be down, see <see cref="Engine.EarlyEnd"/>.</summary>
    public bool EndsEarly { get; init; }
}

using System.Collections.Immutable;

namespace X0tta6bl4.Release.Runbooks;

/// <summary>The whole runbook file, valid: names resolve, durations are positive, nothing unknown was in it.</summary>
public sealed record Runbook
{
    /// <summary>Limit for a whole release, the runbook's criterion of success. Default 2 hours.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Names of the public endpoints that health checks ask; every estate has each of them.</summary>
    public ImmutableArray<string> Endpoints { get; init; } = [];

    /// <summary>Estates by name, in the file's order.</summary>
    public required ImmutableArray<Estate> Estates { get; init; }

    /// <summary>What is released, in the file's order.</summary>
    public required ImmutableArray<Component> Components { get; init; }

    /// <summary>Helm charts that belong to the estate.</summary>
    public ImmutableArray<Chart> Charts { get; init; } = [];

    /// <summary>Backups that must exist before anything changes.</summary>
    public ImmutableArray<Backup> Backups { get; init; } = [];

    /// <summary>How to see that monitoring is alive; null when nobody looks.</summary>
    public Monitoring? Monitoring { get; init; }

    /// <summary>Questions to measurements, by name.</summary>
    public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>How public endpoints are watched while a release changes them; empty when nobody watches.</summary>
    public ImmutableArray<AvailabilityProbe> Availability { get; init; } = [];

    /// <summary>How a release is watched after it is done.</summary>
    public WatchRule Watch { get; init; } = new();

    /// <summary>What people do after a release; reports list it.</summary>
    public ImmutableArray<string> Afterwards { get; init; } = [];

    /// <summary>Stages in the order they run.</summary>
    public required ImmutableArray<Stage> Stages { get; init; }
}

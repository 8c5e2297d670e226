using System.Collections.Immutable;
using X0tta6bl4.Release.Journaling;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Reporting;

/// <summary>What one placement runs.</summary>
public sealed record PlacementStatus
{
    /// <summary>The placement, <c>COMPONENT@CLUSTER</c>.</summary>
    public required string Placement { get; init; }

    /// <summary>Its component.</summary>
    public required string Component { get; init; }

    /// <summary>Its cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its workload, <c>CLUSTER/NAMESPACE/kind/NAME</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>The image as the pod template names it; empty when it could not be read.</summary>
    public string Image { get; init; } = "";

    /// <summary>The image's tag; empty when it has none, or could not be read.</summary>
    public string Version { get; init; } = "";

    /// <summary>The image's digest, <c>sha256:…</c>: as the template names it, else the one that every pod reports; empty when neither says.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Since when, in UTC; null when no release known here brought it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Identifier of the release that brought it; null when no release known here did.</summary>
    public string? Release { get; init; }

    /// <summary>True when that release brought it back: by undoing its own change.</summary>
    public bool Restored { get; init; }

    /// <summary>How well it runs.</summary>
    public Health Health { get; init; } = Health.Unknown;

    /// <summary>Code of the fault that keeps it from being healthy, such as <c>K-CRASHLOOP</c>; null for none.</summary>
    public string? Fault { get; init; }

    /// <summary>What is seen of its pods, or why it could not be read, in one line.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A placement of which nothing is known.</summary>
    /// <param name="placement">The placement.</param>
    /// <param name="health">Missing or Unknown.</param>
    /// <param name="detail">Why.</param>
    public static PlacementStatus Without(Placement placement, Health health, string detail) => new()
    {
        Placement = placement.Name,
        Component = placement.Component,
        Cluster = placement.Cluster,
        Workload = Surveyor.WorkloadOf(placement).ToString(),
        Health = health,
        Detail = detail,
    };

    /// <summary>A placement as it was read.</summary>
    /// <param name="placement">The placement.</param>
    /// <param name="live">Its workload.</param>
    /// <param name="running">What its pods report to run; empty when nobody asked, or nothing is known.</param>
    /// <param name="known">Releases of the estate, newest first.</param>
    public static PlacementStatus Of(Placement placement, WorkloadSnapshot live, ImmutableArray<RunningImage> running, ImmutableArray<ReleaseRecord> known)
    {
        var image = WorkloadFields.ImageOf(live.Manifest, placement.Container) ?? "";
        var reference = ImageReference.TryParse(image, out var parsed) ? parsed : null;
        var origin = Origin.OfImage(known, live.Reference, image);
        var (health, fault, detail) = HealthOf(live.Rollout);
        return Without(placement, health, detail) with
        {
            Image = image,
            Version = reference?.Tag ?? "",
            Digest = reference is { Digest.Length: > 0 } ? reference.Digest : Common(running),
            Since = origin?.At,
            Release = origin?.Release,
            Restored = origin?.Restored ?? false,
            Fault = fault,
        };
    }

    /// <summary>A rollout in this record's words.</summary>
    public static (Health Health, string? Fault, string Detail) HealthOf(RolloutReading rollout) => rollout.State switch
    {
        RolloutState.Complete => (Health.Healthy, null, rollout.Message),
        RolloutState.Progressing => (Health.Progressing, null, rollout.Message),
        RolloutState.Stalled => (Health.Stalled, rollout.Fault?.Code, rollout.Fault?.Message ?? rollout.Message),
        _ => (Health.Failing, rollout.Fault?.Code, rollout.Fault?.Message ?? rollout.Message),
    };

    // While pods run different images, none of these is what the placement runs.
    static string Common(ImmutableArray<RunningImage> running) =>
        running.Select(pod => pod.Digest).Distinct().ToArray() is [var only] ? only : "";
}

using System.Collections.Immutable;
using System.Globalization;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>What was asked for, without how the estate stood when it was asked.</summary>
public static class ReleaseIntent
{
    /// <summary>SHA-256 over runbook, estate, version, digests, charts' values and placements.</summary>
    public static string Of(Runbook runbook, ReleaseScope scope, ReleaseVersion version, ImmutableArray<PlannedImage> images) =>
        PlanFingerprint.Of([
            RunbookFingerprint.Of(runbook), scope.Estate.Name, version.Text,
            .. images.Select(image => image.Image),
            .. scope.Charts.Select(chart => $"{chart.Name} {scope.Values[chart.Name].Hash}"),
            .. scope.Placements.Select(placement => placement.Name),
            .. scope.ErrorThreshold is { } threshold ? [$"errors {threshold.ToString("R", CultureInfo.InvariantCulture)}"] : Array.Empty<string>()]);
}

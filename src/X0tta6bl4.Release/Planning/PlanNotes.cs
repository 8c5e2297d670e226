using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>What an operator must know before starting, apart from time.</summary>
public static class PlanNotes
{
    /// <summary>Notes on version skew, placements outside this release, ways back that could not be checked, and stages done by hand.</summary>
    public static ImmutableArray<string> Of(Runbook runbook, ReleaseScope scope, ReleaseVersion version, EstateSurvey survey) =>
    [
        .. scope.LeftOut.Select(placement => $"{placement.Name} is left out and keeps its version, while {placement.Component} runs {version} elsewhere."),
        .. runbook.Components.Where(c => !scope.Components.Contains(c) && c.Placements.Any(p => scope.Estate.Clusters.Any(cluster => cluster.Name == p.Cluster)))
            .Select(c => $"{c.Name} is not part of this release and keeps its version."),
        .. scope.Placements.Where(p => InWave(runbook, p)).Select(p => (p, Image: WorkloadFields.ImageOf(survey.Workloads[p.Name].Manifest, p.Container)))
            .Where(x => ImageReference.TryParse(x.Image, out var image) && image.Tag == version.Text && image.Digest.Length == 0)
            .Select(x => $"{x.p.Name} already runs tag {version}, but not by digest; it is rolled once more so that the digest is certain."),
        .. scope.Placements.Where(p => InWave(runbook, p)).Select(p => Owned(p, scope.Components.First(c => c.Name == p.Component), survey)).OfType<string>(),
        .. runbook.Availability.IsEmpty || scope.Estate.Embedded || scope.Estate.Control is not null ? Array.Empty<string>()
            : [$"Estate {scope.Estate.Name} has no control endpoint, so that a failure of this machine's own network counts as one of the estate."],
        .. WayBackChecks.Unknown(runbook, scope, survey),
        .. runbook.Stages.Where(stage => stage.ByHand is not null).Select(stage => $"{stage.Name} is done by hand ({stage.Owner}): {stage.ByHand!.ReplaceLineEndings(" ").Trim()}"),
    ];

    static string? Owned(Placement placement, Component component, EstateSurvey survey) =>
        Reconciler.Of(survey.Workloads[placement.Name].Manifest, placement.Container) is not { } owner ? null
        : $"{placement.Name} is kept by {owner}; its image is changed {(component.WhenOwned == OwnedPolicy.ActAsOwner ? $"under the name of {owner.Manager}" : "all the same and owned by this release")}. Change its source there, too, or the next run of {owner.Tool} brings the old version back.";

    static bool InWave(Runbook runbook, Placement placement) =>
        runbook.Stages.SelectMany(stage => stage.Waves).SelectMany(wave => wave.Placements).Contains(placement.Name);
}

using System.Collections.Immutable;
using System.Text.Json;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Plans the trial in staging: for each component a copy, its health check and the integration tests. Pure.</summary>
static class TrialPlanner
{
    static readonly TimeSpan VerifyLimit = TimeSpan.FromMinutes(1);

    /// <summary>One wave with a lane for each placement on trial; nothing when there is none.</summary>
    public static IEnumerable<PlannedWave> Waves(Stage stage, ReleaseScope scope, EstateSurvey survey, ImmutableArray<PlannedImage> images, string intent)
    {
        var lanes = scope.OnTrial.Select(placement => Lane(stage.Name, placement, scope, survey, images.First(i => i.Component == placement.Component), intent)).ToImmutableArray();
        return lanes.IsEmpty ? [] : [new PlannedWave(1, lanes, TimeSpan.Zero)];
    }

    static PlannedLane Lane(string stage, Placement placement, ReleaseScope scope, EstateSurvey survey, PlannedImage image, string intent)
    {
        var area = scope.Staging!;
        var copy = scope.CopyOf(placement);
        var id = $"{stage}/1/{placement.Name}";
        var manifest = StagingCopy.Of(survey.Workloads[placement.Name].Manifest, copy, placement.Container, image.Image, intent);
        var steps = new List<Step>
        {
            new Step.RunCopy(copy, placement.Container, manifest.ToJsonString(JsonSerializerOptions.Default), intent) { Id = $"{id}/copy", Limit = area.Timeout },
            new Step.VerifyImage(copy, placement.Container, survey.Images[placement.Component].RuntimeDigests()) { Id = $"{id}/verify", Limit = VerifyLimit },
        };
        if (scope.Components.First(c => c.Name == placement.Component).StagingCheck is { } check)
        {
            steps.Add(new Step.RunCommand(copy, placement.Container, check.Command) { Id = $"{id}/check", Limit = check.Timeout });
        }

        if (area.Tests is { } tests)
        {
            var version = Parameters.ImageReference.Parse(image.Image).Tag;
            var command = tests.Command.Select(word => word.Replace("{component}", placement.Component, StringComparison.Ordinal).Replace("{version}", version, StringComparison.Ordinal));
            steps.Add(new Step.RunTests(scope.Tester!, tests.Container, [.. command]) { Id = $"{id}/tests", Limit = tests.Timeout });
        }

        return new PlannedLane(placement.Name, [.. steps]);
    }
}

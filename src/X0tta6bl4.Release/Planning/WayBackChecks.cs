using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Whether what a release replaces could be brought back. Pure. A chart has its way back by being read: helm's answer is the very revision that its undo names.</summary>
public static class WayBackChecks
{
    /// <summary>The steps of a release that have no way back, in the order in which they would be made, each with every reason.</summary>
    public static ImmutableArray<LostWayBack> Of(Runbook runbook, ReleaseScope scope, EstateSurvey survey) =>
        [.. Updates(runbook, scope, survey).SelectMany(update => Of(update.Step, update.Workload, update.Back))];

    /// <summary>Why the undo of one step would fail; empty when nothing speaks against it.</summary>
    /// <param name="step">The step's identifier.</param>
    /// <param name="workload">What it changes.</param>
    /// <param name="back">What its undo would meet.</param>
    public static IEnumerable<LostWayBack> Of(string step, WorkloadReference workload, WayBack back)
    {
        if (back.Manifest is null)
        {
            yield return new(step, workload, $"the registry does not have {back.Image} any more, which runs now", "push it again");
        }
        else if (Moved(back) is { } other)
        {
            yield return new(
                step, workload, $"{back.Image} names another image by now: pod {other.Pod} runs {Short(other.Digest)}, the registry has {Short(back.Manifest.Digest)} under that tag",
                "give the tag back to the image that runs, or have the Deployment name it by digest");
        }

        if (!back.Missing.IsEmpty)
        {
            yield return new(step, workload, $"its pods need {string.Join(", ", back.Missing)}, which {(back.Missing.Length == 1 ? "is" : "are")} not in namespace {workload.Namespace}", "create what is missing");
        }
    }

    /// <summary>What could not be checked, as notes.</summary>
    public static IEnumerable<string> Unknown(Runbook runbook, ReleaseScope scope, EstateSurvey survey) => Updates(runbook, scope, survey)
        .Where(update => !update.Back.Hidden.IsEmpty)
        .Select(update => $"Whether {update.Step} has a way back is not certain: this user may not look for {string.Join(", ", update.Back.Hidden)} in {update.Workload.Cluster}/{update.Workload.Namespace}.");

    static IEnumerable<(string Step, WorkloadReference Workload, WayBack Back)> Updates(Runbook runbook, ReleaseScope scope, EstateSurvey survey) =>
        from stage in runbook.Stages
        from wave in PlacedWave.Of(stage, scope)
        from placement in wave.Placements
        where survey.WaysBack.ContainsKey(placement.Name)
        select (wave.UpdateOf(placement), Surveyor.WorkloadOf(placement), survey.WaysBack[placement.Name]);

    // A runtime that has reported nothing yet proves nothing.
    static RunningImage? Moved(WayBack back)
    {
        var known = back.Manifest!.RuntimeDigests();
        return back.Running.FirstOrDefault(pod => pod.Digest.Length > 0 && !known.Contains(pod.Digest));
    }

    static string Short(string digest) => ImageReference.IsDigest(digest) ? digest[..19] : digest;
}

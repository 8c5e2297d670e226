using System.Collections.Immutable;
using X0tta6bl4.Release.Parameters;
using X0tta6bl4.Release.Runbooks;

namespace X0tta6bl4.Release.Planning;

/// <summary>Everything that stands against a release before it starts; all findings at once, each with its object and its fix.</summary>
public static class Preflight
{
    /// <summary>Looks at a survey.</summary>
    public static ImmutableArray<Problem> Check(ReleaseScope scope, ReleaseVersion version, EstateSurvey survey) =>
    [
        .. survey.Problems,
        .. scope.Clusters.SelectMany(cluster => CheckCluster(cluster, scope, survey)),
        .. scope.Components.SelectMany(component => CheckImage(component, scope, version, survey)),
        .. scope.Placements.SelectMany(placement => CheckPlacement(placement, scope, survey)),
        .. CheckStaging(scope, survey),
        .. PrerequisiteChecks.Check(scope, survey),
    ];

    static IEnumerable<Problem> CheckCluster(ClusterEntry cluster, ReleaseScope scope, EstateSurvey survey)
    {
        if (survey.Clusters.TryGetValue(cluster.Name, out var facts) && facts.Version < scope.Estate.KubernetesAtLeast)
        {
            yield return new Problem(cluster.Name, $"Kubernetes is {facts.Version}, at least {scope.Estate.KubernetesAtLeast} is wanted", "update the cluster, or lower kubernetesAtLeast of the estate");
        }
    }

    static IEnumerable<Problem> CheckImage(Component component, ReleaseScope scope, ReleaseVersion version, EstateSurvey survey)
    {
        var name = $"{component.Image}:{version}";
        if (!survey.Images.TryGetValue(component.Name, out var manifest))
        {
            return survey.Unread.Contains(component.Name)
                ? []
                : [new Problem(name, "the registry has no such image", "push it, or release a version that exists")];
        }

        var known = manifest.Platforms.Select(p => p.Platform).Where(p => p.Length > 0).ToArray();
        return known.Length == 0 ? [] : scope.Placements.Where(p => p.Component == component.Name)
            .SelectMany(p => survey.Clusters.TryGetValue(p.Cluster, out var facts) ? facts.Platforms.Select(platform => (p.Cluster, Platform: platform)) : [])
            .Where(node => !known.Contains(node.Platform))
            .GroupBy(node => node.Platform, node => node.Cluster)
            .Select(nodes => new Problem(
                name, $"is not built for {nodes.Key}, which nodes of {string.Join(", ", nodes.Distinct())} have; it is built for {string.Join(", ", known)}", "push it for that platform, too, or leave the cluster out by --without"));
    }

    static IEnumerable<Problem> CheckPlacement(Placement placement, ReleaseScope scope, EstateSurvey survey)
    {
        if (!survey.Clusters.ContainsKey(placement.Cluster))
        {
            yield break;
        }

        var where = Surveyor.WorkloadOf(placement).ToString();
        if (!survey.Workloads.TryGetValue(placement.Name, out var workload))
        {
            if (!survey.Unread.Contains(placement.Name))
            {
                yield return new Problem(where, "does not exist", $"create it, or correct the placement {placement.Name} in the runbook");
            }

            yield break;
        }

        foreach (var problem in CheckTemplate(placement, scope, workload).Concat(CheckOwner(placement, scope, workload)).Concat(CheckRollout(workload)))
        {
            yield return problem;
        }
    }

    static IEnumerable<Problem> CheckTemplate(Placement placement, ReleaseScope scope, WorkloadSnapshot workload)
    {
        var wanted = scope.Components.First(c => c.Name == placement.Component).Image;
        var where = workload.Reference.ToString();
        if (WorkloadFields.ImageOf(workload.Manifest, placement.Container) is not { } image)
        {
            yield return new Problem(where, $"its pod template has no container '{placement.Container}'", $"correct 'container' of {placement.Name} in the runbook");
        }
        else if (!ImageReference.TryParse(image, out var live) || live.Name != wanted)
        {
            yield return new Problem(where, $"container {placement.Container} runs {image}, the runbook releases {wanted}", $"correct 'image' of {placement.Component} in the runbook");
        }

        if (WorkloadFields.ContainerOf(workload.Manifest, placement.Container) is { } container && container["readinessProbe"] is null)
        {
            yield return new Problem(where, $"container {placement.Container} has no readiness probe, so that pods would get requests before they can answer", "give it one");
        }

        if ((string?)workload.Manifest["spec"]?["strategy"]?["type"] == "Recreate" && scope.Components.First(c => c.Name == placement.Component).Strategy is null)
        {
            yield return new Problem(where, "its strategy is Recreate, which takes every pod away before a new one starts", $"give {placement.Component} a strategy in the runbook, or the Deployment RollingUpdate");
        }
    }

    static IEnumerable<Problem> CheckOwner(Placement placement, ReleaseScope scope, WorkloadSnapshot workload)
    {
        if (scope.Components.First(c => c.Name == placement.Component).WhenOwned == OwnedPolicy.Refuse && Reconciler.Of(workload.Manifest, placement.Container) is { } owner)
        {
            yield return new Problem(
                workload.Reference.ToString(), $"is kept by {owner}, which brings back what its own source says", $"release it there, or say 'whenOwned: take' or 'whenOwned: actAsOwner' of {placement.Component} in the runbook");
        }
    }

    static IEnumerable<Problem> CheckRollout(WorkloadSnapshot workload)
    {
        var rollout = workload.Rollout;
        if (rollout.State != RolloutState.Complete)
        {
            var fault = rollout.Fault is { } f ? $" [{f.Code}]" : "";
            yield return new Problem(workload.Reference.ToString(), $"is not healthy before the release: {rollout.Message}{fault}", "let its rollout end or mend it first");
        }
        else if (WorkloadFields.ReplicasOf(workload.Manifest) == 0)
        {
            yield return new Problem(workload.Reference.ToString(), "has 0 replicas, so nothing could be proven", "scale it up, or leave it out");
        }
    }

    static IEnumerable<Problem> CheckStaging(ReleaseScope scope, EstateSurvey survey)
    {
        // Nothing can be in a namespace that is not there: one problem, not one for everything that is missing in it.
        if (scope.Staging is { } area && !survey.HasStagingNamespace)
        {
            var content = area.Tests is { } tests ? $" with the Deployment {tests.Workload} in it" : "";
            yield return new Problem($"{area.Cluster}/{area.Namespace}", "the namespace does not exist or is being deleted, and copies are to run on trial in it", $"create it{content}, or correct 'staging' in the runbook");
            yield break;
        }

        if (scope.Tester is { } tester && survey.Clusters.ContainsKey(tester.Cluster) && !survey.Unread.Contains(tester.ToString()))
        {
            if (!survey.Staging.TryGetValue(tester.ToString(), out var workload))
            {
                yield return new Problem(tester.ToString(), "does not exist, and the integration tests run in it", "create it, or correct 'staging' in the runbook");
            }
            else if (workload.Rollout.State != RolloutState.Complete)
            {
                yield return new Problem(tester.ToString(), $"is not healthy, and the integration tests run in it: {workload.Rollout.Message}", "mend it first");
            }
        }

        foreach (var copy in scope.OnTrial.Select(scope.CopyOf).Where(copy => survey.Staging.ContainsKey(copy.ToString())))
        {
            yield return new Problem(copy.ToString(), "exists already, where a copy is to run on trial", "delete it, or give staging another namespace");
        }
    }
}

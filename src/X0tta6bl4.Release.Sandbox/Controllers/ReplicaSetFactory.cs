using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Makes the ReplicaSet of a Deployment's template, empty at first.</summary>
internal static class ReplicaSetFactory
{
    public static JsonObject Make(Cluster cluster, JsonObject deployment, int revision)
    {
        var template = PodTemplate.Of(deployment).Copy();
        var hash = PodTemplate.Hash(template);
        var selector = (deployment.At("spec", "selector") as JsonObject ?? []).Copy();
        selector.Ensure("matchLabels")[PodTemplate.HashLabel] = hash;
        template.Ensure("metadata", "labels")[PodTemplate.HashLabel] = hash;
        var set = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}",
                ["namespace"] = deployment.Namespace(),
                ["uid"] = cluster.Chance.Uid(),
                ["generation"] = 1,
                ["creationTimestamp"] = cluster.Clock.Now.Stamp(),
                ["labels"] = template.Labels()?.DeepClone(),
                ["ownerReferences"] = new JsonArray(deployment.ControllerReference()),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0, ["selector"] = selector, ["template"] = template },
            ["status"] = new JsonObject { ["replicas"] = 0 },
        };
        if (deployment.Number("spec", "minReadySeconds") is { } seconds)
        {
            set.Ensure("spec")["minReadySeconds"] = seconds;
        }

        RevisionAnnotations.Write(set, deployment, revision);
        return set;
    }
}

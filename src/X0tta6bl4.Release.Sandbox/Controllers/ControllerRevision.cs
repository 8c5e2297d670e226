using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>One template that a StatefulSet or DaemonSet had, as it is kept.</summary>
internal static class ControllerRevision
{
    public const string HashLabel = "controller-revision-hash";

    public static int NumberOf(JsonObject revision) => revision.Number("revision") ?? 0;

    /// <summary>The pod template of a revision.</summary>
    public static JsonObject TemplateOf(JsonObject revision)
    {
        var template = (revision.At("data", "spec", "template") as JsonObject ?? []).Copy();
        template.Remove("$patch");
        return template;
    }

    public static JsonObject Make(Cluster cluster, JsonObject owner, int number)
    {
        var template = PodTemplate.Of(owner).Copy();
        var hash = PodTemplate.Hash(template);
        var labels = (template.Labels() ?? []).Copy();
        labels[HashLabel] = hash;
        template["$patch"] = "replace";
        return new()
        {
            ["apiVersion"] = ResourceKinds.ControllerRevisions.ApiVersion,
            ["kind"] = ResourceKinds.ControllerRevisions.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{owner.Name()}-{hash}",
                ["namespace"] = owner.Namespace(),
                ["uid"] = cluster.Chance.Uid(),
                ["creationTimestamp"] = cluster.Clock.Now.Stamp(),
                ["labels"] = labels,
                ["ownerReferences"] = new JsonArray(owner.ControllerReference()),
            },
            ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
            ["revision"] = number,
        };
    }
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The scale subresource: a view of an object's number of replicas.</summary>
internal static class Scales
{
    public static JsonObject Of(JsonObject o)
    {
        var labels = o.At("spec", "selector", "matchLabels") as JsonObject ?? [];
        return new()
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = o.Name(),
                ["namespace"] = o.Namespace(),
                ["uid"] = o.Uid(),
                ["resourceVersion"] = o.Text("metadata", "resourceVersion"),
                ["creationTimestamp"] = o.Text("metadata", "creationTimestamp"),
            },
            ["spec"] = new JsonObject { ["replicas"] = o.Number("spec", "replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = o.Number("status", "replicas") ?? 0,
                ["selector"] = string.Join(',', labels.Select(p => $"{p.Key}={p.Value}")),
            },
        };
    }

    /// <summary>The object with the replicas of a changed view.</summary>
    public static JsonObject Written(JsonObject live, JsonObject scale)
    {
        var changed = live.Copy();
        changed.Ensure("spec")["replicas"] = scale.Number("spec", "replicas") ?? 0;
        if (scale.Text("metadata", "resourceVersion") is { } version)
        {
            changed.Metadata()["resourceVersion"] = version;
        }

        return changed;
    }
}

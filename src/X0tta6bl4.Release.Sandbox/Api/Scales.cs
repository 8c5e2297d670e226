using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The scale subresource: a view of an object's number of replicas.</summary>
internal static class Scales
{
    public static JsonObject Of(JsonObject o)
    {
        var replicas = o.Number("spec", "replicas") ?? 0;
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
            ["spec"] = replicas == 0 ? [] : new JsonObject { ["replicas"] = replicas },
            ["status"] = new JsonObject
            {
                ["replicas"] = o.Number("status", "replicas") ?? 0,
                ["selector"] = LabelSelector.FromSpec(o.At("spec", "selector")).ToString(),
            },
        };
    }

    /// <summary>The object with the replicas of a changed view.</summary>
    /// <exception cref="Rejection">The scale is not allowed.</exception>
    public static JsonObject Written(JsonObject live, JsonObject scale)
    {
        if (scale.Number("spec", "replicas") < 0)
        {
            throw Rejection.InvalidScale(live.Name(), "spec.replicas", $"Invalid value: {scale.Number("spec", "replicas")}: must be greater than or equal to 0");
        }

        if (scale.Name() is { Length: > 0 } other && other != live.Name())
        {
            throw Rejection.BadRequest($"the name of the object ({other}) does not match the name on the URL ({live.Name()})");
        }

        var changed = live.Copy();
        changed.Ensure("spec")["replicas"] = scale.Number("spec", "replicas") ?? 0;
        if (scale.Text("metadata", "resourceVersion") is { } version)
        {
            changed.Metadata()["resourceVersion"] = version;
        }

        return changed;
    }
}

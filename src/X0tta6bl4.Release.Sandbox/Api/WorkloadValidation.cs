using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>What a server checks of workloads beyond their pod templates.</summary>
internal static class WorkloadValidation
{
    static readonly string[] Changeable =
        ["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public static void ImmutableSelector(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        if (live is not null && !JsonNode.DeepEquals(o.At("spec", "selector"), live.At("spec", "selector")))
        {
            problems.Add(("spec.selector", $"Invalid value: {GoText.Selector(o.At("spec", "selector"))}: field is immutable"));
        }
    }

    public static void StatefulSet(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        if (o.Text("spec", "podManagementPolicy") is not ("OrderedReady" or "Parallel"))
        {
            problems.Add(("spec.podManagementPolicy", $"Invalid value: \"{o.Text("spec", "podManagementPolicy")}\": must be 'OrderedReady' or 'Parallel'"));
        }

        var strategy = o.At("spec", "updateStrategy");
        if (strategy.Text("type") is not ("RollingUpdate" or "OnDelete"))
        {
            problems.Add(("spec.updateStrategy", $"Invalid value: {Text(strategy)}: must be 'RollingUpdate' or 'OnDelete'"));
        }
        else if (strategy.Text("type") == "OnDelete" && strategy.At("rollingUpdate") is { } rolling)
        {
            problems.Add(("spec.updateStrategy.rollingUpdate", $"Invalid value: {Text(rolling)}: only allowed for updateStrategy 'RollingUpdate'"));
        }

        if (strategy.Number("rollingUpdate", "partition") < 0)
        {
            problems.Add(("spec.updateStrategy.rollingUpdate.partition", $"Invalid value: {strategy.Number("rollingUpdate", "partition")}: must be greater than or equal to 0"));
        }

        if (live is not null && !JsonNode.DeepEquals(Fixed(o), Fixed(live)))
        {
            problems.Add(("spec", "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
        }
    }

    public static void DaemonSet(JsonObject o, List<(string Field, string Problem)> problems)
    {
        var strategy = o.At("spec", "updateStrategy");
        var rolling = strategy.At("rollingUpdate");
        if (strategy.Text("type") is not ("RollingUpdate" or "OnDelete"))
        {
            problems.Add(("spec.updateStrategy.type", $"Unsupported value: \"{strategy.Text("type")}\": supported values: \"OnDelete\", \"RollingUpdate\""));
        }
        else if (strategy.Text("type") == "RollingUpdate" && Validation.IsZero(rolling.At("maxUnavailable")) && Validation.IsZero(rolling.At("maxSurge")))
        {
            problems.Add(("spec.updateStrategy.rollingUpdate.maxUnavailable", $"Invalid value: {rolling.At("maxUnavailable")}: cannot be 0 when maxSurge is 0"));
        }
    }

    static JsonObject Fixed(JsonObject o)
    {
        var spec = (o.At("spec") as JsonObject ?? []).Copy();
        foreach (var name in Changeable)
        {
            spec.Remove(name);
        }

        return spec;
    }

    static string Text(JsonNode? node) => Wire.Text(node ?? new JsonObject());
}

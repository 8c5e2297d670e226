using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Controllers;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Api;

/// <summary>The checks of a server that release tools run into.</summary>
internal static class Validation
{
    static readonly string[] RequiredOfContainers = ["name", "image"];

    /// <exception cref="Rejection">422, with everything that is wrong.</exception>
    public static void Check(ResourceKind kind, JsonObject o, JsonObject? live)
    {
        var problems = new List<(string Field, string Problem)>();
        MetadataValidation.Check(kind, o, live, problems);
        ContentValidation.Check(kind, o, live, problems);

        if (kind == ResourceKinds.Deployments)
        {
            Deployment(o, live, problems);
        }
        else if (kind == ResourceKinds.StatefulSets)
        {
            PodOwner(o, problems);
            WorkloadValidation.StatefulSet(o, live, problems);
        }
        else if (kind == ResourceKinds.DaemonSets)
        {
            PodOwner(o, problems);
            WorkloadValidation.ImmutableSelector(o, live, problems);
            WorkloadValidation.DaemonSet(o, problems);
        }
        else if (kind == ResourceKinds.Pods && live is null)
        {
            Containers(o.At("spec"), "spec", problems);
        }
        else if (kind == ResourceKinds.Pods && live is not null)
        {
            ContentValidation.ChangedPod(o, live, problems);
        }
        else if (kind == ResourceKinds.ReplicaSets)
        {
            PodOwner(o, problems);
        }

        if (problems.Count > 0)
        {
            throw Rejection.Invalid(kind, o.Name(), [.. problems]);
        }
    }

    static void Deployment(JsonObject o, JsonObject? live, List<(string Field, string Problem)> problems)
    {
        PodOwner(o, problems);
        WorkloadValidation.ImmutableSelector(o, live, problems);
        Strategy(o, problems);
    }

    static void PodOwner(JsonObject o, List<(string Field, string Problem)> problems)
    {
        if (o.Number("spec", "replicas") < 0)
        {
            problems.Add(("spec.replicas", $"Invalid value: {o.Number("spec", "replicas")}: must be greater than or equal to 0"));
        }

        var selector = LabelSelector.FromSpec(o.At("spec", "selector"));
        if (selector.IsEmpty)
        {
            problems.Add(("spec.selector", "Required value"));
        }

        if (selector.IsEmpty || !selector.Matches(PodTemplate.Of(o).Labels()))
        {
            problems.Add(("spec.template.metadata.labels", $"Invalid value: {GoText.Map(PodTemplate.Of(o).Labels())}: `selector` does not match template `labels`"));
        }

        Containers(o.At("spec", "template", "spec"), "spec.template.spec", problems);
    }

    static void Strategy(JsonObject o, List<(string Field, string Problem)> problems)
    {
        var strategy = o.At("spec", "strategy");
        var rolling = strategy.At("rollingUpdate");
        switch (strategy.Text("type"))
        {
            case "Recreate" when rolling is not null:
                problems.Add(("spec.strategy.rollingUpdate", "Forbidden: may not be specified when strategy `type` is 'Recreate'"));
                break;
            case "RollingUpdate" when IsZero(rolling.At("maxUnavailable")) && IsZero(rolling.At("maxSurge")):
                problems.Add(("spec.strategy.rollingUpdate.maxUnavailable", $"Invalid value: {rolling.At("maxUnavailable")}: may not be 0 when `maxSurge` is 0"));
                break;
            case "Recreate" or "RollingUpdate":
                break;
            case var other:
                problems.Add(("spec.strategy.type", $"Unsupported value: \"{other}\": supported values: \"Recreate\", \"RollingUpdate\""));
                break;
        }
    }

    static void Containers(JsonNode? spec, string path, List<(string Field, string Problem)> problems)
    {
        var containers = spec.Items("containers").ToList();
        if (containers.Count == 0)
        {
            problems.Add(($"{path}.containers", "Required value"));
        }

        for (var i = 0; i < containers.Count; i++)
        {
            foreach (var field in RequiredOfContainers.Where(f => string.IsNullOrEmpty(containers[i].Text(f))))
            {
                problems.Add(($"{path}.containers[{i}].{field}", "Required value"));
            }

            if (containers[i].Text("name") is { Length: > 0 } name)
            {
                if (!MetadataValidation.IsLabel(name))
                {
                    problems.Add(($"{path}.containers[{i}].name", $"Invalid value: \"{name}\": {MetadataValidation.LabelRule}"));
                }
                else if (containers.Take(i).Any(c => c.Text("name") == name))
                {
                    problems.Add(($"{path}.containers[{i}].name", $"Duplicate value: \"{name}\""));
                }
            }
        }
    }

    public static bool IsZero(JsonNode? value) => value.Number() == 0 || value.Text() is "0%" or "0";
}

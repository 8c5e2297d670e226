using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>A component's new version on trial: a Deployment of one replica with the live pods' template. Pure.</summary>
public static class StagingCopy
{
    /// <summary>Annotation that marks an object as made by a release; its value is the release's intent.</summary>
    public const string MarkAnnotation = "x0tta6bl4.com/release-intent";

    const string NameLabel = "app";

    /// <summary>Builds the copy.</summary>
    /// <param name="live">The live Deployment.</param>
    /// <param name="target">Namespace and name of the copy.</param>
    /// <param name="container">Container that gets the new image.</param>
    /// <param name="image">The new image, with tag and digest.</param>
    /// <param name="mark">See <see cref="MarkAnnotation"/>.</param>
    /// <remarks>Labels of the live pods are left behind: no Service of the live workload may ever select the copy.</remarks>
    public static JsonObject Of(JsonObject live, WorkloadReference target, string container, string image, string mark)
    {
        var podSpec = live["spec"]!["template"]!["spec"]!.DeepClone().AsObject();
        podSpec["containers"]!.AsArray().First(c => (string?)c?["name"] == container)!["image"] = image;
        var annotations = live["spec"]!["template"]!["metadata"]?["annotations"]?.DeepClone();
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace, ["labels"] = Labels(target), ["annotations"] = new JsonObject { [MarkAnnotation] = mark } },
            ["spec"] = new JsonObject
            {
                ["replicas"] = 1,
                ["progressDeadlineSeconds"] = (int?)live["spec"]!["progressDeadlineSeconds"] ?? 600,
                ["strategy"] = new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 } },
                ["selector"] = new JsonObject { ["matchLabels"] = Labels(target) },
                ["template"] = new JsonObject { ["metadata"] = Metadata(target, annotations), ["spec"] = podSpec },
            },
        };
    }

    static JsonObject Labels(WorkloadReference target) => new() { [NameLabel] = target.Name };

    static JsonObject Metadata(WorkloadReference target, JsonNode? annotations)
    {
        var metadata = new JsonObject { ["labels"] = Labels(target) };
        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        return metadata;
    }
}

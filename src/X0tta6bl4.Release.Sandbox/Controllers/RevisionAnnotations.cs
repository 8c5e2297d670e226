using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The annotations by which the Deployment controller keeps its own notes.</summary>
internal static class RevisionAnnotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string Desired = "deployment.kubernetes.io/desired-replicas";
    const string Max = "deployment.kubernetes.io/max-replicas";
    const string History = "deployment.kubernetes.io/revision-history";
    const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static int Of(JsonObject o) => int.TryParse(o.Annotation(Revision), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Gives a ReplicaSet its revision; the one it had is remembered in its history.</summary>
    public static void Write(JsonObject set, JsonObject deployment, int revision)
    {
        var annotations = set.Ensure("metadata", "annotations");
        foreach (var (name, value) in deployment.At("metadata", "annotations") as JsonObject ?? [])
        {
            if (name != LastApplied && name is not (Revision or Desired or Max or History))
            {
                annotations[name] = value?.DeepClone();
            }
        }

        var text = revision.ToString(CultureInfo.InvariantCulture);
        if (annotations.Text(Revision) is { } earlier && earlier != text)
        {
            annotations[History] = annotations.Text(History) is { Length: > 0 } history ? $"{history},{earlier}" : earlier;
        }

        annotations[Revision] = text;
        WriteSize(set, deployment);
    }

    public static void WriteSize(JsonObject set, JsonObject deployment)
    {
        var rolling = RollingUpdate.Of(deployment);
        var annotations = set.Ensure("metadata", "annotations");
        annotations[Desired] = rolling.Replicas.ToString(CultureInfo.InvariantCulture);
        annotations[Max] = rolling.MaxTotal.ToString(CultureInfo.InvariantCulture);
    }
}

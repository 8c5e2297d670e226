using System.Globalization;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>Pods of StatefulSets: each has a name of its own for good.</summary>
internal static class StatefulSetPods
{
    const string NameLabel = "statefulset.kubernetes.io/pod-name";
    const string IndexLabel = "apps.kubernetes.io/pod-index";

    public static string Name(JsonObject set, int ordinal) => $"{set.Name()}-{ordinal.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The ordinal in a pod's name, or null when it is none of that StatefulSet.</summary>
    public static int? Ordinal(string set, string pod) =>
        pod.StartsWith($"{set}-", StringComparison.Ordinal)
            && int.TryParse(pod.AsSpan(set.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;

    /// <summary>A pod of a revision; not stored.</summary>
    public static JsonObject Make(Cluster cluster, JsonObject set, JsonObject revision, int ordinal)
    {
        var name = Name(set, ordinal);
        var pod = PodFactory.Make(cluster, set, ControllerRevision.TemplateOf(revision), name);
        var labels = pod.Ensure("metadata", "labels");
        labels[NameLabel] = name;
        labels[IndexLabel] = ordinal.ToString(CultureInfo.InvariantCulture);
        labels[ControllerRevision.HashLabel] = revision.Name();
        var spec = pod.Ensure("spec");
        spec["hostname"] = name;
        if (set.Text("spec", "serviceName") is { Length: > 0 } service)
        {
            spec["subdomain"] = service;
        }

        foreach (var claim in set.Items("spec", "volumeClaimTemplates"))
        {
            Mount(spec.EnsureArray("volumes"), claim.Name(), $"{claim.Name()}-{name}");
        }

        return pod;
    }

    // A claim takes the place of a volume of the same name in the template.
    static void Mount(JsonArray volumes, string volume, string claim)
    {
        volumes.OfType<JsonObject>().Where(v => v.Text("name") == volume).ToList().ForEach(v => volumes.Remove(v));
        volumes.Add(new JsonObject { ["name"] = volume, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = claim } });
    }
}

using System.Text.Json.Nodes;

namespace X0tta6bl4.Release.Planning;

/// <summary>A tool that keeps an object as its own source says, and so may take a change of ours back. Pure.</summary>
/// <param name="Tool"><c>Argo CD</c>, <c>Flux</c> or <c>Helm</c>.</param>
/// <param name="Instance">The application, Kustomization or release there; empty when the object does not say.</param>
/// <param name="Manager">The name under which it writes fields.</param>
public sealed record Reconciler(string Tool, string Instance, string Manager)
{
    /// <summary>Marks that these tools put on what they keep, in the order in which they are believed: Flux and Argo CD use Helm, too.</summary>
    static readonly Mark[] Marks =
    [
        new("Argo CD", ["argocd-controller", "argocd-application-controller"], meta => Before(Annotation(meta, "argocd.argoproj.io/tracking-id"), ':') ?? Label(meta, "argocd.argoproj.io/instance")),
        new("Flux", ["kustomize-controller"], meta => Label(meta, "kustomize.toolkit.fluxcd.io/name")),
        new("Flux", ["helm-controller"], meta => Label(meta, "helm.toolkit.fluxcd.io/name")),
        new("Helm", ["helm"], meta => Label(meta, "app.kubernetes.io/managed-by") == "Helm" ? Annotation(meta, "meta.helm.sh/release-name") ?? "" : null),
    ];

    /// <summary>Finds who keeps a workload, by the marks on it, or by who owns the image of a container.</summary>
    /// <returns>Null when nobody does.</returns>
    public static Reconciler? Of(JsonObject manifest, string container)
    {
        var managers = FieldOwnership.Of(manifest, [WorkloadFields.ImagePath(container)]).Select(owner => owner.Manager).ToArray();
        return Marks.Select(mark => Find(mark, manifest["metadata"], managers)).FirstOrDefault(found => found is not null);
    }

    /// <summary><c>Argo CD (application)</c>.</summary>
    public override string ToString() => Instance.Length == 0 ? Tool : $"{Tool} ({Instance})";

    static Reconciler? Find(Mark mark, JsonNode? metadata, string[] managers)
    {
        var writer = mark.Managers.FirstOrDefault(managers.Contains);
        var instance = metadata is null ? null : mark.Instance(metadata);
        return writer is null && instance is null ? null : new Reconciler(mark.Tool, instance ?? "", writer ?? mark.Managers[0]);
    }

    static string? Label(JsonNode metadata, string name) => (string?)metadata["labels"]?[name];

    static string? Annotation(JsonNode metadata, string name) => (string?)metadata["annotations"]?[name];

    static string? Before(string? text, char separator) => text?.Split(separator)[0];

    sealed record Mark(string Tool, string[] Managers, Func<JsonNode, string?> Instance);
}

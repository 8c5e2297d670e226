using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;
using X0tta6bl4.Release.Sandbox.Storage;

namespace X0tta6bl4.Release.Sandbox.Controllers;

/// <summary>The revisions of one StatefulSet or DaemonSet. Needs the gate.</summary>
internal sealed class RevisionHistory(Cluster cluster, JsonObject owner)
{
    /// <summary>The revision of the present template; made where there is none, and always the newest.</summary>
    public JsonObject Update()
    {
        var all = All();
        var next = all.Select(r => ControllerRevision.NumberOf(r.Value)).DefaultIfEmpty(0).Max() + 1;
        if (all.FirstOrDefault(r => PodTemplate.AreSame(ControllerRevision.TemplateOf(r.Value), PodTemplate.Of(owner))) is not { } known)
        {
            return cluster.Store.Put(ResourceKinds.ControllerRevisions, ControllerRevision.Make(cluster, owner, next)).Value;
        }

        if (ControllerRevision.NumberOf(known.Value) < next - 1)
        {
            cluster.Amend(known, r => r["revision"] = next);
        }

        return known.Value;
    }

    /// <summary>A revision by its name, or null.</summary>
    public JsonObject? Find(string? name) => All().FirstOrDefault(r => r.Name == name)?.Value;

    /// <summary>Forgets the oldest revisions beyond the limit, but none that is in use.</summary>
    public void CleanUp(IReadOnlySet<string> namesInUse)
    {
        var unused = All().Where(r => !namesInUse.Contains(r.Name)).OrderBy(r => ControllerRevision.NumberOf(r.Value)).ToList();
        var limit = owner.Number("spec", "revisionHistoryLimit") ?? 10;
        unused.Take(Math.Max(0, unused.Count - limit)).ToList().ForEach(r => cluster.Store.Remove(r));
    }

    List<StoredObject> All() => Ownership.Claim(cluster, owner, ResourceKinds.ControllerRevisions);
}

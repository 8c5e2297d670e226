using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>The revisions of releases, one Secret each.</summary>
internal sealed class ReleaseStore(KubeClient client)
{
    /// <summary>All revisions of a release, oldest first.</summary>
    public async Task<IReadOnlyList<ReleaseRecord>> HistoryAsync(string name, string ns) => Read(
        await client.ListAsync(ObjectPaths.Secrets(ns), $"owner=helm,name={name}").ConfigureAwait(false));

    /// <summary>The newest revision of every release; null means all namespaces.</summary>
    public async Task<IReadOnlyList<ReleaseRecord>> NewestAsync(string? ns)
    {
        var all = Read(await client.ListAsync(ObjectPaths.Secrets(ns), "owner=helm").ConfigureAwait(false));
        return [.. all.GroupBy(r => (r.Name, r.Namespace)).Select(g => g.Last()).OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>The newest revision, or one by its number.</summary>
    /// <exception cref="HelmProblem">There is none.</exception>
    public async Task<ReleaseRecord> GetAsync(string name, string ns, int? revision)
    {
        var history = await HistoryAsync(name, ns).ConfigureAwait(false);
        return history.LastOrDefault(r => revision is null or 0 || r.Version == revision) ?? throw new HelmProblem("release: not found");
    }

    /// <summary>Stores a new revision; of the older ones so many are kept that there are at most <paramref name="most"/>, and always the deployed one.</summary>
    public async Task CreateAsync(ReleaseRecord release, IReadOnlyList<ReleaseRecord> history, int most)
    {
        if (most > 0)
        {
            var spare = history.Count - most + 1;
            var deployed = history.LastOrDefault(r => r.Status == "deployed");
            foreach (var old in history.Where(r => r != deployed).Take(spare))
            {
                await client.DeleteAsync(old.ToSecret()).ConfigureAwait(false);
            }
        }

        await client.CreateAsync(release.ToSecret()).ConfigureAwait(false);
    }

    public Task UpdateAsync(ReleaseRecord release) => client.ReplaceAsync(release.ToSecret());

    public Task DeleteAsync(ReleaseRecord release) => client.DeleteAsync(release.ToSecret());

    static IReadOnlyList<ReleaseRecord> Read(IEnumerable<System.Text.Json.Nodes.JsonObject> secrets) =>
        [.. secrets.Where(s => s.Text("type") is null or "helm.sh/release.v1").Select(ReleaseRecord.FromSecret).OrderBy(r => r.Version)];
}

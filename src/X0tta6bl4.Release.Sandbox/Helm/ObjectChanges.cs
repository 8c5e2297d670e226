using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>Brings the objects of a release from one manifest to another.</summary>
internal sealed class ObjectChanges(KubeClient client, string release, string ns)
{
    /// <summary>Creates what is new, patches what exists, deletes what is gone.</summary>
    public async Task ApplyAsync(IReadOnlyList<JsonObject> old, IReadOnlyList<JsonObject> wanted)
    {
        var (before, after) = (old.Select(Owned).ToList(), wanted.Select(Owned).ToList());
        foreach (var target in after)
        {
            await ApplyAsync(before.Find(o => ObjectPaths.AreSame(o, target)), target).ConfigureAwait(false);
        }

        await DeleteAsync([.. before.Where(o => !after.Exists(w => ObjectPaths.AreSame(o, w)))]).ConfigureAwait(false);
    }

    /// <summary>Refuses to take over objects that are there already and belong to nobody, or to another release.</summary>
    public async Task CheckOwnersAsync(IReadOnlyList<JsonObject> old, IReadOnlyList<JsonObject> wanted)
    {
        foreach (var target in wanted.Select(Owned).Where(w => !old.Any(o => ObjectPaths.AreSame(Owned(o), w))))
        {
            if (await client.FindAsync(ObjectPaths.Of(target)).ConfigureAwait(false) is { } live && live.Annotation(Ownership.ReleaseName) != release)
            {
                throw new HelmProblem($"Unable to continue with update: {target.Text("kind")} \"{target.Name()}\" in namespace \"{target.Namespace()}\" exists and cannot be imported "
                    + $"into the current release: invalid ownership metadata; annotation validation error: key \"{Ownership.ReleaseName}\" must equal \"{release}\": "
                    + (live.Annotation(Ownership.ReleaseName) is { } other ? $"current value is \"{other}\"" : "missing key"));
            }
        }
    }

    public async Task DeleteAsync(IReadOnlyList<JsonObject> gone)
    {
        foreach (var one in gone.Reverse())
        {
            await client.DeleteAsync(Owned(one)).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until everything is ready, as <c>--wait</c> asks for.</summary>
    public async Task WaitAsync(IReadOnlyList<JsonObject> wanted, TimeSpan timeout, TimeProvider time)
    {
        var start = time.GetTimestamp();
        foreach (var target in wanted.Select(Owned))
        {
            while (!Readiness.IsReady(await client.FindAsync(ObjectPaths.Of(target)).ConfigureAwait(false)))
            {
                if (time.GetElapsedTime(start) >= timeout)
                {
                    throw new HelmProblem("context deadline exceeded");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250), time).ConfigureAwait(false);
            }
        }
    }

    async Task ApplyAsync(JsonObject? old, JsonObject target)
    {
        var live = await client.FindAsync(ObjectPaths.Of(target)).ConfigureAwait(false);
        var verb = live is null ? "create" : "patch";
        try
        {
            if (live is null)
            {
                await client.CreateAsync(target).ConfigureAwait(false);
            }
            else if (ThreeWayPatch.Of(old ?? [], target, live) is { Count: > 0 } patch)
            {
                await client.PatchAsync(target, patch).ConfigureAwait(false);
            }
        }
        catch (HelmProblem problem)
        {
            throw new HelmProblem($"cannot {verb} \"{target.Name()}\" with kind {target.Text("kind")}: {problem.Message}", problem);
        }
    }

    JsonObject Owned(JsonObject value) => Ownership.Stamp(value, release, ns);
}

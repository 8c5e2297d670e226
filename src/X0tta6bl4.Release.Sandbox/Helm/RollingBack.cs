using System.Globalization;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary><c>helm rollback</c>. As with the real one, a pending revision does not stop it: rolling back is how one gets out of that.</summary>
internal sealed class RollingBack(KubeClient client, ReleaseStore store, TimeProvider time)
{
    /// <summary>What is printed at the end.</summary>
    public async Task<string> RollBackAsync(HelmArguments arguments)
    {
        var operands = arguments.Operands(1, 2, "<RELEASE> [REVISION]");
        var text = operands.Length == 2 ? operands[1] : "0";
        var revision = int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number : throw new HelmProblem($"could not convert revision to a number: strconv.Atoi: parsing \"{text}\": invalid syntax");
        await ToAsync(operands[0], arguments.Namespace, revision, arguments).ConfigureAwait(false);
        return "Rollback was a success! Happy Helming!\n";
    }

    /// <summary>Makes a new revision with the content of an old one; 0 means the one before the newest.</summary>
    public async Task ToAsync(string name, string ns, int revision, HelmArguments arguments)
    {
        var history = await store.HistoryAsync(name, ns).ConfigureAwait(false);
        var newest = history is [.., var last] ? last : throw new HelmProblem("release: not found");
        var number = revision == 0 ? newest.Version - 1 : revision;
        var source = history.FirstOrDefault(r => r.Version == number) ?? throw new HelmProblem($"release has no {number} version");
        var next = source with
        {
            Version = newest.Version + 1,
            Status = "pending-rollback",
            Description = $"Rollback to {number}",
            FirstDeployed = newest.FirstDeployed,
            LastDeployed = time.GetUtcNow(),
        };
        await store.CreateAsync(next, history, arguments.Number("history-max") ?? 10).ConfigureAwait(false);
        await ApplyAsync(newest, next, arguments).ConfigureAwait(false);
        foreach (var deployed in history.Where(r => r.Status == "deployed"))
        {
            await store.UpdateAsync(deployed with { Status = "superseded" }).ConfigureAwait(false);
        }

        await store.UpdateAsync(next with { Status = "deployed" }).ConfigureAwait(false);
    }

    async Task ApplyAsync(ReleaseRecord newest, ReleaseRecord next, HelmArguments arguments)
    {
        var changes = new ObjectChanges(client, next.Name, next.Namespace);
        var wanted = YamlReading.Documents(next.Manifest);
        try
        {
            await changes.ApplyAsync(YamlReading.Documents(newest.Manifest), wanted).ConfigureAwait(false);
            if (arguments.Has("wait") || arguments.Has("atomic"))
            {
                await changes.WaitAsync(wanted, arguments.Timeout, time).ConfigureAwait(false);
            }
        }
        catch (HelmProblem problem)
        {
            await store.UpdateAsync(newest with { Status = "superseded" }).ConfigureAwait(false);
            await store.UpdateAsync(next with { Status = "failed", Description = $"Rollback \"{next.Name}\" failed: {problem.Message}" }).ConfigureAwait(false);
            throw;
        }
    }
}

using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Helm.Charts;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary><c>helm upgrade</c>, and with <c>--install</c> the first installation.</summary>
internal sealed class Upgrading(KubeClient client, ReleaseStore store, TimeProvider time)
{
    /// <summary>What is printed at the end.</summary>
    public async Task<string> UpgradeAsync(HelmArguments arguments)
    {
        var operands = arguments.Operands(2, 2, "[RELEASE] [CHART]");
        var chart = ChartCatalog.Find(operands[1], arguments.Value("version"));
        var values = ReleaseValues.Of(arguments);
        var timeout = arguments.Timeout;
        var history = await store.HistoryAsync(operands[0], arguments.Namespace).ConfigureAwait(false);
        var isFirst = history.Count == 0 && arguments.Has("install");
        try
        {
            var made = await MakeAsync(operands[0], chart, values, history, arguments, timeout).ConfigureAwait(false);
            var greeting = isFirst ? $"Release \"{made.Name}\" does not exist. Installing it now.\n" : $"Release \"{made.Name}\" has been upgraded. Happy Helming!\n";
            return (arguments.Output == "table" ? greeting : "") + Printing.Status(made, arguments.Output);
        }
        catch (HelmProblem problem)
        {
            throw new HelmProblem($"{(isFirst ? "INSTALLATION" : "UPGRADE")} FAILED: {problem.Message}", problem);
        }
    }

    async Task<ReleaseRecord> MakeAsync(
        string name, Chart chart, JsonObject values, IReadOnlyList<ReleaseRecord> history, HelmArguments arguments, TimeSpan timeout)
    {
        var current = Current(name, history, arguments.Has("install"));
        var config = Config(values, current, arguments);
        var objects = chart.Objects(name, arguments.Namespace, config);
        var now = time.GetUtcNow();
        var next = new ReleaseRecord(name, arguments.Namespace, history is [.., var last] ? last.Version + 1 : 1)
        {
            Status = current is null ? "pending-install" : "pending-upgrade",
            Description = current is null ? "Initial install underway" : "Preparing upgrade",
            FirstDeployed = history is [var first, ..] ? first.FirstDeployed : now,
            LastDeployed = now,
            Chart = chart.ToJson(),
            Config = config,
            Manifest = chart.Manifest(objects),
        };
        var changes = new ObjectChanges(client, name, arguments.Namespace);
        var old = current is null ? [] : YamlReading.Documents(current.Manifest);
        await changes.CheckOwnersAsync(old, objects).ConfigureAwait(false);
        await store.CreateAsync(next, history, arguments.Number("history-max") ?? 10).ConfigureAwait(false);
        try
        {
            await changes.ApplyAsync(old, objects).ConfigureAwait(false);
            if (arguments.Has("wait") || arguments.Has("atomic"))
            {
                await changes.WaitAsync(objects, timeout, time).ConfigureAwait(false);
            }
        }
        catch (HelmProblem problem)
        {
            throw await FailAsync(next, current, problem, arguments).ConfigureAwait(false);
        }

        if (history.LastOrDefault(r => r.Status == "deployed") is { } deployed)
        {
            await store.UpdateAsync(deployed with { Status = "superseded" }).ConfigureAwait(false);
        }

        next = next with { Status = "deployed", Description = current is null ? "Install complete" : "Upgrade complete" };
        await store.UpdateAsync(next).ConfigureAwait(false);
        return next;
    }

    /// <summary>The revision whose objects are there: the deployed one; before any was, the last.</summary>
    static ReleaseRecord? Current(string name, IReadOnlyList<ReleaseRecord> history, bool installs)
    {
        if (history.Count == 0)
        {
            return installs ? null : throw new HelmProblem($"\"{name}\" has no deployed releases");
        }

        return history[^1].IsPending
            ? throw new HelmProblem("another operation (install/upgrade/rollback) is in progress")
            : history.LastOrDefault(r => r.Status == "deployed")
                ?? (history[^1].Status is "failed" or "superseded" ? history[^1] : throw new HelmProblem($"\"{name}\" has no deployed releases"));
    }

    static JsonObject Config(JsonObject values, ReleaseRecord? current, HelmArguments arguments) =>
        current is null || arguments.Has("reset-values") ? values
        : arguments.Has("reuse-values") ? ReleaseValues.Merge(current.Config.Copy(), values)
        : values.Count == 0 ? current.Config : values;

    async Task<HelmProblem> FailAsync(ReleaseRecord next, ReleaseRecord? current, HelmProblem problem, HelmArguments arguments)
    {
        var what = current is null ? "Release" : "Upgrade";
        await store.UpdateAsync(next with { Status = "failed", Description = $"{what} \"{next.Name}\" failed: {problem.Message}" }).ConfigureAwait(false);
        if (current is null || !arguments.Has("atomic"))
        {
            return problem;
        }

        await new RollingBack(client, store, time).ToAsync(next.Name, next.Namespace, current.Version, arguments).ConfigureAwait(false);
        return new HelmProblem($"release {next.Name} failed, and has been rolled back due to atomic being set: {problem.Message}", problem);
    }
}

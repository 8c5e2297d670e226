using X0tta6bl4.Release.Sandbox.Helm.Charts;

namespace X0tta6bl4.Release.Sandbox.Helm;

/// <summary>The <c>helm</c> command: helm's command line, release format and words, for the charts that it knows. A client of whatever cluster the kubeconfig names.</summary>
/// <param name="output">Standard output.</param>
/// <param name="errors">Standard error.</param>
/// <param name="time">The time.</param>
/// <param name="kubeconfig">The kubeconfig when the command line names none.</param>
internal sealed class HelmProgram(TextWriter output, TextWriter errors, TimeProvider time, string kubeconfig)
{
    const string Version = "v3.16.4";
    const string Build = $"{Version}+gsandbox";

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code, 0 or 1.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            await RunAsync(HelmArguments.Parse(arguments)).ConfigureAwait(false);
            return 0;
        }
        catch (HelmProblem problem)
        {
            await errors.WriteLineAsync($"Error: {problem.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    async Task RunAsync(HelmArguments arguments)
    {
        switch (arguments.Command)
        {
            case "version":
                await output.WriteLineAsync(VersionText(arguments)).ConfigureAwait(false);
                return;
            case "template":
                await output.WriteAsync(Template(arguments)).ConfigureAwait(false);
                return;
            case "":
                await output.WriteLineAsync("The sandbox's helm: version, upgrade, rollback, status, history, list, get values, get manifest, template, uninstall.").ConfigureAwait(false);
                return;
        }

        using var client = new KubeClient(KubeContext.Read(arguments.Value("kubeconfig") ?? kubeconfig, arguments.Value("kube-context")), time);
        var store = new ReleaseStore(client);
        var text = arguments.Command switch
        {
            "upgrade" => await new Upgrading(client, store, time).UpgradeAsync(arguments).ConfigureAwait(false),
            "rollback" => await new RollingBack(client, store, time).RollBackAsync(arguments).ConfigureAwait(false),
            "uninstall" => await UninstallAsync(client, store, arguments).ConfigureAwait(false),
            "history" => Printing.History(await HistoryAsync(store, arguments).ConfigureAwait(false), arguments.Output),
            "list" => Printing.List(await store.NewestAsync(arguments.Has("all-namespaces") ? null : arguments.Namespace).ConfigureAwait(false), arguments.Output),
            "status" => Printing.Status(await GetAsync(store, arguments).ConfigureAwait(false), arguments.Output),
            "get values" => Printing.Values(await GetAsync(store, arguments).ConfigureAwait(false), arguments),
            _ => (await GetAsync(store, arguments).ConfigureAwait(false)).Manifest,
        };
        await output.WriteAsync(text).ConfigureAwait(false);
    }

    static Task<ReleaseRecord> GetAsync(ReleaseStore store, HelmArguments arguments) =>
        store.GetAsync(arguments.Operands(1, 1, "RELEASE_NAME")[0], arguments.Namespace, arguments.Number("revision"));

    static async Task<IReadOnlyList<ReleaseRecord>> HistoryAsync(ReleaseStore store, HelmArguments arguments)
    {
        var history = await store.HistoryAsync(arguments.Operands(1, 1, "RELEASE_NAME")[0], arguments.Namespace).ConfigureAwait(false);
        return history.Count == 0 ? throw new HelmProblem("release: not found") : [.. history.TakeLast(arguments.Number("max") ?? 256)];
    }

    static async Task<string> UninstallAsync(KubeClient client, ReleaseStore store, HelmArguments arguments)
    {
        var name = arguments.Operands(1, 1, "RELEASE_NAME")[0];
        var history = await store.HistoryAsync(name, arguments.Namespace).ConfigureAwait(false);
        if (history.Count == 0)
        {
            throw new HelmProblem($"uninstall: Release not loaded: {name}: release: not found");
        }

        await store.UpdateAsync(history[^1] with { Status = "uninstalling", Description = "Deletion in progress (or silently failed)" }).ConfigureAwait(false);
        await new ObjectChanges(client, name, arguments.Namespace).DeleteAsync(YamlReading.Documents(history[^1].Manifest)).ConfigureAwait(false);
        foreach (var revision in history)
        {
            await store.DeleteAsync(revision).ConfigureAwait(false);
        }

        return $"release \"{name}\" uninstalled\n";
    }

    static string VersionText(HelmArguments arguments) => arguments.Value("template") is { } template
        ? template.Replace("{{.Version}}", Version, StringComparison.Ordinal).Replace("{{ .Version }}", Version, StringComparison.Ordinal)
        : arguments.Has("short") ? Build
        : $"version.BuildInfo{{Version:\"{Version}\", GitCommit:\"\", GitTreeState:\"clean\", GoVersion:\"none\"}}";

    static string Template(HelmArguments arguments)
    {
        var operands = arguments.Operands(1, 2, "[NAME] [CHART]");
        var chart = ChartCatalog.Find(operands[^1], arguments.Value("version"));
        return chart.Manifest(chart.Objects(operands.Length == 2 ? operands[0] : "release-name", arguments.Namespace, ReleaseValues.Of(arguments)));
    }
}

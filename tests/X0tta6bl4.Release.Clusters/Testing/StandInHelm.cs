using System.Diagnostics;
using X0tta6bl4.Release.Scenarios.Testing;

namespace X0tta6bl4.Release.Clusters.Testing;

/// <summary>The sandbox's helm command under the name of helm, at the head of the PATH.</summary>
sealed class StandInHelm
{
    static readonly (string Release, string Namespace, string Chart, string Version)[] Charts =
    [
        ("kube-prometheus", "monitoring", "prometheus-community/kube-prometheus-stack", "62.7.0"),
        ("vault", "vault", "hashicorp/vault", "0.28.1"),
        ("spire", "spire-system", "spire/spire", "0.21.0"),
    ];

    readonly string kubeconfig;

    StandInHelm(string folder, string kubeconfig)
    {
        this.kubeconfig = kubeconfig;
        Environment = new Dictionary<string, string> { ["PATH"] = $"{folder}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}" };
    }

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Puts the command into a checkout, and brings the three charts to their versions before a release.</summary>
    public static async Task<StandInHelm> InstallAsync(string root, string kubeconfig)
    {
        var helm = new StandInHelm(StandIns.Put(root, ("helm", $"exec dotnet exec '{Repository.Program("X0tta6bl4.Release.Sandbox")}' helm \"$@\"")), kubeconfig);
        foreach (var (release, ns, chart, version) in Charts)
        {
            await helm.RunAsync("upgrade", release, chart, "--install", "--version", version, "-f", Path.Combine(root, "k8s", "before.yaml"), "--namespace", ns);
        }

        return helm;
    }

    /// <summary>Chart of each release.</summary>
    public async Task<string> ListAsync()
    {
        var lists = await Task.WhenAll(Charts.Select(chart => RunAsync("list", "--namespace", chart.Namespace)));
        return string.Join('\n', Charts.Zip(lists, (chart, list) => $"{chart.Release}: {list.Split('\n').Single(line => line.StartsWith(chart.Release, StringComparison.Ordinal)).Split('\t')[5].Trim()}"));
    }

    async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Program("X0tta6bl4.Release.Sandbox"), "helm", .. arguments, "--kubeconfig", kubeconfig, "--kube-context", "eks-us-east-1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"helm {string.Join(' ', arguments)}: {await error}");
        return output;
    }
}

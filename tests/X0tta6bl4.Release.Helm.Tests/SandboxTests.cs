using System.Diagnostics;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;

namespace X0tta6bl4.Release.Helm.Tests;

/// <summary>The adapter, the sandbox's helm command and a cluster, one behind the other.</summary>
public sealed class SandboxTests(SandboxHelm sandbox) : IClassFixture<SandboxHelm>
{
    const string Stack = "prometheus-community/kube-prometheus-stack";
    const string Namespace = "staging";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sandboxs_helm_is_new_enough() =>
        Assert.InRange(await sandbox.Command.ReadVersionAsync(Token), new Version(3, 10), new Version(5, 0));

    [Fact]
    public async Task A_release_that_was_never_installed_is_null() =>
        Assert.Null(await sandbox.Command.ReadAsync(SandboxHelm.Release(Namespace, "nothing"), Token));

    [Fact]
    public async Task A_release_is_read_upgraded_and_taken_back()
    {
        var release = SandboxHelm.Release(Namespace, "there-and-back");
        await InstallAsync(release.Name);
        var before = await sandbox.Command.ReadAsync(release, Token);

        var upgraded = await sandbox.Command.UpgradeAsync(Upgrade(release, "x0tta6bl4/api-gateway:2.3.1"), _ => { });
        var between = await sandbox.Command.ReadAsync(release, Token);
        var returned = await sandbox.Command.RollBackAsync(release, before!.Revision, TimeSpan.FromMinutes(5), _ => { });
        var after = await sandbox.Command.ReadAsync(release, Token);

        Assert.Equal((0, 0), (upgraded.ExitCode, returned.ExitCode));
        Assert.Equal((1, "deployed", "62.7.0"), (before.Revision, before.Status, before.ChartVersion));
        Assert.Equal((2, "deployed", "65.1.1"), (between!.Revision, between.Status, between.ChartVersion));
        Assert.Equal((3, "deployed", "62.7.0"), (after!.Revision, after.Status, after.ChartVersion));
        Assert.Equal("x0tta6bl4/api-gateway:2.3.1", (string?)between.Values["standIn"]?["images"]);
        Assert.Equal(before.Values.ToJsonString(), after.Values.ToJsonString());
        Assert.Equal(before.Workloads, after.Workloads);
        Assert.Contains(new WorkloadReference("east", Namespace, "Deployment", "there-and-back-grafana"), after.Workloads);
    }

    [Fact]
    public async Task A_failed_upgrade_is_a_result_and_a_failed_revision()
    {
        var release = SandboxHelm.Release(Namespace, "refused");
        await InstallAsync(release.Name);

        var result = await sandbox.Command.UpgradeAsync(Upgrade(release, "x0tta6bl4/api-gateway:2.3.1", replicas: -1), _ => { });

        var after = await sandbox.Command.ReadAsync(release, Token);
        Assert.Equal((1, "failed", 2), (result.ExitCode, after!.Status, after.Revision));
        Assert.StartsWith("Error: UPGRADE FAILED: cannot patch", result.LastLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_does_not_exist_is_no_missing_release()
    {
        var elsewhere = sandbox.At("nowhere");

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => elsewhere.ReadAsync(SandboxHelm.Release(Namespace, "x"), Token));

        Assert.EndsWith("context \"nowhere\" does not exist", failure.Message, StringComparison.Ordinal);
    }

    ChartUpgrade Upgrade(WorkloadReference release, string image, int replicas = 1) =>
        new(release, Stack, "65.1.1", Values(release.Name, image, replicas), TimeSpan.FromMinutes(5));

    string Values(string name, string image, int replicas) => sandbox.Write($"{name}.yaml", $$"""
        standIn: {images: "{{image}}", containerPort: 8000, readinessPath: /ready, replicas: {{replicas}}}
        prometheus: {enabled: false}
        nodeExporter: {enabled: false}

        """);

    async Task InstallAsync(string name)
    {
        string[] arguments =
        [
            .. SandboxHelm.Program[1..], "upgrade", name, Stack, "--install", "--version", "62.7.0",
            "-f", Values(name, "x0tta6bl4/api-gateway:2.3.0", 1), "-n", Namespace, "--kubeconfig", Path.Combine(sandbox.Folder, "kubeconfig"),
        ];
        using var process = Process.Start(new ProcessStartInfo(SandboxHelm.Program[0], arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }
}

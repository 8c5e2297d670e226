using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class VaultTests
{
    const string Vault = $"{Manifests.StatefulSets}/vault";
    const string New = "hashicorp/vault:1.18.1";

    [Fact]
    public async Task The_status_of_each_server_is_known_in_its_pod()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Vault());

        var (first, second) = (await StatusAsync(sandbox, 0), await StatusAsync(sandbox, 1));

        Assert.Equal(("0", "0"), (first.ExitCode, second.ExitCode));
        Assert.Matches("HA Mode +active\n", first.Output);
        Assert.Matches("HA Mode +standby\n", second.Output);
        Assert.Matches("Version +1.17.2\n", first.Output);
    }

    [Fact]
    public async Task Of_the_same_version_nothing_is_sealed()
    {
        await using var sandbox = await TestSandbox.StartAsync("vault-sealed");

        await sandbox.InstallAsync(Manifests.Vault());

        Assert.Equal("0", (await StatusAsync(sandbox, 2)).ExitCode);
    }

    [Fact]
    public async Task A_new_server_is_sealed_and_never_ready_until_it_is_given_a_key()
    {
        await using var sandbox = await TestSandbox.StartAsync("vault-sealed");
        await sandbox.InstallAsync(Manifests.Vault());
        await ReplaceAsync(sandbox, 2);
        var wasReady = false;

        for (var i = 0; i < 60; i++)
        {
            sandbox.Pass(TimeSpan.FromSeconds(1));
            wasReady |= (await PodAsync(sandbox, 2)).IsConditionTrue("Ready");
        }

        var closed = await StatusAsync(sandbox, 2);
        var (_, _, unsealed) = await sandbox.ExecAsync($"{Manifests.Pods}/vault-2", "vault", "operator", "unseal", "key");
        sandbox.Pass(TimeSpan.FromSeconds(6));

        Assert.False(wasReady);
        Assert.Equal(("2", "0"), (closed.ExitCode, Exec.ExitCode(unsealed)));
        Assert.True((await PodAsync(sandbox, 2)).IsConditionTrue("Ready"));
        Assert.Equal("0", (await StatusAsync(sandbox, 2)).ExitCode);
        Assert.Equal("0", (await StatusAsync(sandbox, 0)).ExitCode);
    }

    [Fact]
    public async Task The_events_of_a_sealed_server_show_its_status()
    {
        await using var sandbox = await TestSandbox.StartAsync("vault-sealed");
        await sandbox.InstallAsync(Manifests.Vault());
        await ReplaceAsync(sandbox, 2);

        sandbox.Pass(TimeSpan.FromSeconds(5));

        var events = await sandbox.GetAsync("/api/v1/namespaces/staging/events?fieldSelector=involvedObject.name%3Dvault-2,reason%3DUnhealthy");
        Assert.Matches("Readiness probe failed: Key +Value\n(.*\n)*Sealed +true\n", events.Items("items").Single().Text("message"));
    }

    [Fact]
    public async Task When_the_active_server_goes_another_one_leads()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Vault());

        await ReplaceAsync(sandbox, 0);
        await sandbox.PassUntilAsync(async () => (await PodAsync(sandbox, 0)).IsConditionTrue("Ready"));

        Assert.Matches("HA Mode +standby\n", (await StatusAsync(sandbox, 0)).Output);
        Assert.Matches("HA Mode +active\n", (await StatusAsync(sandbox, 1)).Output);
    }

    [Fact]
    public async Task An_unsealed_server_stays_unsealed_when_the_sandbox_is_restarted_and_a_sealed_one_sealed()
    {
        using var directory = new TemporaryDirectory();
        await using (var first = await TestSandbox.StartAsync("vault-sealed", directory.Path))
        {
            await first.InstallAsync(Manifests.Vault());
            await ReplaceAsync(first, 1);
            await ReplaceAsync(first, 2);
            await first.ExecAsync($"{Manifests.Pods}/vault-1", "vault", "operator", "unseal", "key");
            first.Pass(TimeSpan.FromSeconds(6));
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path);
        second.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(["0", "0", "2"], [(await StatusAsync(second, 0)).ExitCode, (await StatusAsync(second, 1)).ExitCode, (await StatusAsync(second, 2)).ExitCode]);
        Assert.False((await PodAsync(second, 2)).IsConditionTrue("Ready"));
    }

    [Fact]
    public async Task A_shell_runs_one_command()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.InstallAsync(Manifests.Vault("""{"replicas": 1}"""));

        var known = await sandbox.ExecAsync($"{Manifests.Pods}/vault-0", "/bin/sh", "-ec", "vault status");
        var unknown = await sandbox.ExecAsync($"{Manifests.Pods}/vault-0", "sh", "-c", "nothing here");

        Assert.Equal("0", Exec.ExitCode(known.Status));
        Assert.Equal(("127", "sh: nothing: not found\n"), (Exec.ExitCode(unknown.Status), unknown.Errors));
    }

    static async Task ReplaceAsync(TestSandbox sandbox, int ordinal)
    {
        await sandbox.SetImageAsync(New, Vault);
        var before = (await PodAsync(sandbox, ordinal)).Uid();
        await sandbox.SendAsync("DELETE", $"{Manifests.Pods}/vault-{ordinal}");
        await sandbox.PassUntilAsync(async () => await PodAsync(sandbox, ordinal) is var pod && pod.Uid() != before && pod.Text("status", "phase") == "Running");
    }

    static async Task<JsonObject> PodAsync(TestSandbox sandbox, int ordinal) => await sandbox.GetAsync($"{Manifests.Pods}/vault-{ordinal}");

    static async Task<(string ExitCode, string Output)> StatusAsync(TestSandbox sandbox, int ordinal)
    {
        var (output, _, status) = await sandbox.ExecAsync($"{Manifests.Pods}/vault-{ordinal}", "vault", "status");
        return (Exec.ExitCode(status), output);
    }
}

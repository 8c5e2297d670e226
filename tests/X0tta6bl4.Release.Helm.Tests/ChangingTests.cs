using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Helm.Tests.ScriptedHelm;

namespace X0tta6bl4.Release.Helm.Tests;

public sealed class ChangingTests
{
    static readonly ChartUpgrade Upgrade = new(Vault, "hashicorp/vault", "0.29.1", "/etc/values/two words.yaml", TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Defect_09_An_upgrade_names_context_version_values_and_limits_and_neither_installs_nor_waits()
    {
        using var helm = new ScriptedHelm();

        await helm.Command.UpgradeAsync(Upgrade, _ => { });

        Assert.Equal(
            [
                "upgrade", "vault", "hashicorp/vault", "--version", "0.29.1", "-f", "/etc/values/two words.yaml", "--timeout", "300s", "--history-max", "10",
                "--reset-values", "--kubeconfig", "/etc/kube/config", "--kube-context", "admin@east", "--namespace", "vault",
            ],
            helm.Noted("upgrade", "call"));
    }

    [Fact]
    public async Task A_rollback_names_its_revision_and_limit()
    {
        using var helm = new ScriptedHelm();

        await helm.Command.RollBackAsync(Vault, 7, TimeSpan.FromSeconds(90.5), _ => { });

        Assert.Equal(
            ["rollback", "vault", "7", "--timeout", "91s", "--kubeconfig", "/etc/kube/config", "--kube-context", "admin@east", "--namespace", "vault"],
            helm.Noted("rollback", "call"));
    }

    [Fact]
    public async Task Lines_of_both_streams_are_passed_on_and_the_last_twenty_kept()
    {
        using var helm = new ScriptedHelm().On("upgrade", string.Concat(Enumerable.Range(1, 25).Select(i => $"line {i}\n")), "Error: UPGRADE FAILED: no\n", 1);
        var seen = new List<string>();

        var result = await helm.Command.UpgradeAsync(Upgrade, seen.Add);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(26, seen.Count);
        Assert.Contains("Error: UPGRADE FAILED: no", seen);
        Assert.Equal(seen[^20..], result.LastLines);
    }

    [Fact]
    public async Task What_the_callers_shell_has_chosen_for_helm_does_not_count()
    {
        string[] settings = ["HELM_NAMESPACE", "HELM_KUBECONTEXT", "HELM_KUBEAPISERVER", "HELM_KUBETOKEN", "HELM_DRIVER", "HELM_CACHE_HOME"];
        using var helm = new ScriptedHelm();
        foreach (var name in settings)
        {
            Environment.SetEnvironmentVariable(name, "elsewhere");
        }

        try
        {
            await helm.Command.UpgradeAsync(Upgrade, _ => { });
        }
        finally
        {
            Array.ForEach(settings, name => Environment.SetEnvironmentVariable(name, null));
        }

        Assert.Equal(["HELM_CACHE_HOME=elsewhere"], helm.Noted("upgrade", "env").Where(line => line.StartsWith("HELM_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Helm_runs_in_a_session_of_its_own()
    {
        Assert.SkipUnless(Programs.Session is not null, "there is no setsid");
        using var helm = new ScriptedHelm();

        await helm.Command.UpgradeAsync(Upgrade, _ => { });

        var ids = helm.Noted("upgrade", "session").Single().Split(' ');
        Assert.Equal(ids[0], ids[1]);
    }
}

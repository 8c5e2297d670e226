using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Helm.Tests.ScriptedHelm;

namespace X0tta6bl4.Release.Helm.Tests;

public sealed class ReadingTests
{
    static readonly string[] Place = ["--kubeconfig", "/etc/kube/config", "--kube-context", "admin@east", "--namespace", "vault"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Helms => Recorded.Helms;

    [Theory]
    [InlineData("v3.10.3+g835b733", "3.10.3")]
    [InlineData("v3.16.4+g7877b45", "3.16.4")]
    [InlineData("v4.0.1+g12500dd", "4.0.1")]
    [InlineData("v4.1.0-rc.1", "4.1.0")]
    public async Task The_version_of_every_helm_is_read(string printed, string expected)
    {
        using var helm = new ScriptedHelm().On("version", printed + "\n");

        Assert.Equal(Version.Parse(expected), await helm.Command.ReadVersionAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_release_is_read_from_what_every_helm_prints(string version)
    {
        using var helm = Recorded.Deployed(version);

        var snapshot = await helm.Command.ReadAsync(Vault, Token);

        Assert.NotNull(snapshot);
        Assert.Equal((Vault, 2, "deployed", "vault", "0.29.1"), (snapshot.Reference, snapshot.Revision, snapshot.Status, snapshot.ChartName, snapshot.ChartVersion));
        Assert.Equal(3, (int?)snapshot.Values["server"]?["ha"]?["replicas"]);
        Assert.Equal(
            ["east/vault/deployment/vault-agent-injector", "east/vault/statefulset/vault", "east/kube-csi/daemonset/vault-csi-provider"],
            snapshot.Workloads.Select(w => w.ToString()));
    }

    [Fact]
    public async Task Every_reading_command_names_kubeconfig_context_and_namespace()
    {
        using var helm = Recorded.Deployed("3.16");

        await helm.Command.ReadAsync(Vault, Token);

        Assert.Equal(["status", "vault", "--output", "json", .. Place], helm.Noted("status", "call"));
        Assert.Equal(["history", "vault", "--output", "json", .. Place], helm.Noted("history", "call"));
    }

    [Fact]
    public async Task The_chart_is_the_one_of_the_newest_revision()
    {
        using var helm = Recorded.Deployed("3.10").On("status", """{"version": 1, "info": {"status": "pending-upgrade"}, "manifest": ""}""");

        var snapshot = await helm.Command.ReadAsync(Vault, Token);

        Assert.Equal((1, "0.28.1", true), (snapshot?.Revision, snapshot?.ChartVersion, snapshot?.IsPending));
    }

    [Fact]
    public async Task A_chart_that_is_known_is_not_asked_for_again_and_one_of_a_new_revision_is()
    {
        using var helm = Recorded.Deployed("3.16");
        var command = helm.Command;
        var first = await command.ReadAsync(Vault, Token);
        helm.On("history", errors: "Error: no such command", code: 1);

        var again = await command.ReadAsync(Vault, Token);
        helm.On("status", Recorded.StatusWith("3.16", "version", 3));

        Assert.Equal((first!.ChartName, first.ChartVersion), (again!.ChartName, again.ChartVersion));
        await Assert.ThrowsAsync<EstateAccessException>(() => command.ReadAsync(Vault, Token));
    }

    [Fact]
    public async Task A_chart_may_have_hyphens_and_a_version_too()
    {
        using var helm = Recorded.Deployed("3.16").On("history", """[{"revision": 2, "chart": "kube-prometheus-stack-65.1.1-rc.1"}]""");

        var snapshot = await helm.Command.ReadAsync(Vault, Token);

        Assert.Equal(("kube-prometheus-stack", "65.1.1-rc.1"), (snapshot?.ChartName, snapshot?.ChartVersion));
    }

    [Fact]
    public async Task A_release_without_values_of_its_own_has_none()
    {
        using var helm = Recorded.Deployed("3.16").On("status", Recorded.StatusWith("3.16", "config", null));

        Assert.Empty((await helm.Command.ReadAsync(Vault, Token))!.Values);
    }

    [Fact]
    public async Task A_release_that_does_not_exist_is_null()
    {
        using var helm = new ScriptedHelm().On("status", errors: "Error: release: not found\n", code: 1);

        Assert.Null(await helm.Command.ReadAsync(Vault, Token));
    }

    [Fact]
    public async Task Warnings_on_standard_error_are_no_failure()
    {
        using var helm = Recorded.Deployed("3.16").On("status", Recorded.StatusWith("3.16", "labels", null), "WARNING: Kubernetes configuration file is group-readable.\n");

        Assert.NotNull(await helm.Command.ReadAsync(Vault, Token));
    }

    [Theory]
    [InlineData("Error: Kubernetes cluster unreachable: Get \"https://10.0.0.1/version\": dial tcp: i/o timeout", AccessFailure.Unreachable)]
    [InlineData("Error: query: failed to query with labels: secrets is forbidden: User \"ci\" cannot list resource \"secrets\"", AccessFailure.Denied)]
    [InlineData("Error: Kubernetes cluster unreachable: context \"x\" does not exist", AccessFailure.Unreachable)]
    [InlineData("Error: something else", AccessFailure.Unknown)]
    public async Task A_failure_is_told_by_the_last_line_of_standard_error(string line, AccessFailure kind)
    {
        using var helm = new ScriptedHelm().On("status", errors: $"WARNING: careful\n{line}\n", code: 1);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => helm.Command.ReadAsync(Vault, Token));

        Assert.Equal((kind, $"east/vault/helmrelease/vault: helm ended with 1: {line["Error: ".Length..]}"), (failure.Kind, failure.Message));
    }

    [Theory]
    [InlineData("status", "hello")]
    [InlineData("status", "{}")]
    [InlineData("history", """[{"revision": 2, "chart": "vault"}]""")]
    [InlineData("history", "[]")]
    [InlineData("status", """{"version": 2, "info": {"status": "deployed"}, "config": [], "manifest": ""}""")]
    [InlineData("status", """{"version": 2, "info": {"status": "deployed"}}""")]
    [InlineData("status", """{"version": 2, "info": {"status": "deployed"}, "manifest": "a: ["}""")]
    public async Task An_answer_that_cannot_be_read_is_a_failure_not_a_missing_release(string command, string printed)
    {
        using var helm = Recorded.Deployed("3.16").On(command, printed);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => helm.Command.ReadAsync(Vault, Token));

        Assert.Equal(Vault.ToString(), failure.Subject);
    }

    [Fact]
    public async Task A_cluster_without_a_context_is_named()
    {
        using var helm = Recorded.Deployed("3.16");

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => helm.Command.ReadAsync(Vault with { Cluster = "west" }, Token));

        Assert.Equal((AccessFailure.Missing, "west/vault/helmrelease/vault: cluster west has no kubeconfig context"), (failure.Kind, failure.Message));
    }
}

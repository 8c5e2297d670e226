using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests.Helm;

public class ReadingTests
{
    [Fact]
    public async Task A_revision_is_kept_as_helm_keeps_it()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var (secret, release) = await helm.SecretAsync(1);

        Assert.Equal("helm.sh/release.v1", secret.Text("type"));
        Assert.Equal(("stack", "helm", "deployed", "1"), (
            secret.Labels().Text("name"), secret.Labels().Text("owner"), secret.Labels().Text("status"), secret.Labels().Text("version")));
        Assert.Equal(("stack", HelmRuns.Namespace, 1), (release.Text("name"), release.Text("namespace"), release.Number("version")));
        Assert.Equal(("deployed", "Install complete", "2026-01-01T00:00:00.0000000Z"), (
            release.Text("info", "status"), release.Text("info", "description"), release.Text("info", "last_deployed")));
        Assert.Equal(("kube-prometheus-stack", "62.7.0", "v2"), (
            release.Text("chart", "metadata", "name"), release.Text("chart", "metadata", "version"), release.Text("chart", "metadata", "apiVersion")));
        Assert.Equal(8000, release.Number("config", "standIn", "containerPort"));
        Assert.StartsWith("---\n# Source: kube-prometheus-stack/templates/", release.Text("manifest"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_as_json_has_everything_but_the_chart()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        var status = await helm.JsonAsync("status", "stack");

        Assert.Equal(["name", "info", "config", "manifest", "version", "namespace"], status.AsObject().Select(p => p.Key));
        Assert.Equal(["first_deployed", "last_deployed", "deleted", "description", "status", "notes"], status["info"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task A_release_is_listed_with_its_newest_revision()
    {
        await using var helm = await HelmRuns.InstalledAsync();
        await helm.OkAsync(helm.Upgrade());

        var listed = Assert.Single((await helm.JsonAsync("list")).AsArray());
        var everywhere = (await helm.JsonAsync("list", "-A")).AsArray();

        Assert.Equal(("stack", "2", "deployed", "kube-prometheus-stack-65.1.1"), (listed.Text("name"), listed.Text("revision"), listed.Text("status"), listed.Text("chart")));
        Assert.Contains(everywhere, r => r.Text("name") == "stack");
    }

    [Fact]
    public async Task Tables_have_helms_headers()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        Assert.Matches(@"\AREVISION\tUPDATED +\tSTATUS +\tCHART +\tAPP VERSION\tDESCRIPTION +\n1 +\tThu Jan 1 00:00:00 2026\tdeployed\tkube-prometheus-stack-62.7.0\t", await helm.OkAsync("history", "stack"));
        Assert.StartsWith("NAME: stack\nLAST DEPLOYED: Thu Jan 1 00:00:00 2026\nNAMESPACE: staging\nSTATUS: deployed\nREVISION: 1\n", await helm.OkAsync("status", "stack"), StringComparison.Ordinal);
        Assert.StartsWith("USER-SUPPLIED VALUES:\nstandIn:\n  images: x0tta6bl4/api-gateway:2.3.0\n", await helm.OkAsync("get", "values", "stack"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_of_an_old_revision_can_be_read()
    {
        await using var helm = await HelmRuns.InstalledAsync();
        await helm.OkAsync(helm.Upgrade("--set", "grafana.enabled=false"));

        Assert.Contains("stack-grafana", await helm.OkAsync("get", "manifest", "stack", "--revision", "1"), StringComparison.Ordinal);
        Assert.DoesNotContain("stack-grafana", await helm.OkAsync("get", "manifest", "stack"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.16.4+gsandbox\n", "version", "--short")]
    [InlineData("v3.16.4\n", "version", "--template", "{{.Version}}")]
    public async Task The_version_is_one_that_release_tools_accept(string expected, params string[] arguments)
    {
        await using var helm = await HelmRuns.StartAsync();

        Assert.Equal(expected, await helm.OkAsync(arguments));
    }

    [Theory]
    [InlineData("status x", "release: not found")]
    [InlineData("history x", "release: not found")]
    [InlineData("get values x", "release: not found")]
    [InlineData("rollback x 1", "release: not found")]
    [InlineData("uninstall x", "uninstall: Release not loaded: x: release: not found")]
    [InlineData("upgrade x hashicorp/vault", "UPGRADE FAILED: \"x\" has no deployed releases")]
    [InlineData("upgrade x hashicorp/vault --version 9.9.9", "chart \"vault\" matching 9.9.9 not found in hashicorp index. (try 'helm repo update'): no chart version found for vault-9.9.9")]
    [InlineData("upgrade x hashicorp/consul", "chart \"consul\" not found in hashicorp index. (try 'helm repo update'): no chart name found")]
    [InlineData("upgrade x bitnami/vault", "repo bitnami not found")]
    [InlineData("upgrade x hashicorp/vault --x", "unknown flag: --x")]
    [InlineData("status x --install", "unknown flag: --install")]
    [InlineData("status -x", "unknown shorthand flag: 'x' in -x")]
    [InlineData("frobnicate", "unknown command \"frobnicate\" for \"helm\"\nRun 'helm --help' for usage.")]
    [InlineData("status", "\"helm status\" requires 1 argument\n\nUsage:  helm status RELEASE_NAME [flags]")]
    [InlineData("status x -o xml", "invalid argument \"xml\" for \"-o, --output\" flag: invalid format type")]
    [InlineData("status x --kube-context nowhere", "Kubernetes cluster unreachable: context \"nowhere\" does not exist")]
    [InlineData("template hashicorp/vault -f nowhere.yaml", "open nowhere.yaml: no such file or directory")]
    [InlineData("upgrade x hashicorp/vault --timeout soon", "invalid argument \"soon\" for \"--timeout\" flag: time: invalid duration \"soon\"")]
    public async Task What_is_wrong_is_told_in_helms_words(string line, string expected)
    {
        await using var helm = await HelmRuns.StartAsync();

        Assert.Equal($"Error: {expected}", await helm.ErrorAsync(line.Split(' ')));
    }

    [Fact]
    public async Task A_revision_that_does_not_exist_cannot_be_rolled_back_to()
    {
        await using var helm = await HelmRuns.InstalledAsync();

        Assert.Equal("Error: release has no 7 version", await helm.ErrorAsync("rollback", "stack", "7"));
    }
}

using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class ConnectionTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubeconfig-");

    string Config => Path.Combine(folder.FullName, "config");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var failure = Fails();

        Assert.Equal((AccessFailure.Missing, $"east: there is no kubeconfig at {Config}"), (failure.Kind, failure.Message));
    }

    [Fact]
    public void A_folder_is_no_kubeconfig()
    {
        Directory.CreateDirectory(Config);

        Assert.Contains(Config, Fails().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clusters: [\n{")]
    [InlineData("clusters: 7")]
    [InlineData("- just a list")]
    [InlineData("contexts: [{name: }]\n\tx: y")]
    public void A_broken_file_is_one_clear_line(string text)
    {
        File.WriteAllText(Config, text);

        var failure = Fails();

        Assert.StartsWith($"east: kubeconfig {Config}(", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("", "it has none")]
    [InlineData("apiVersion: v1\nkind: Config\n", "it has none")]
    [InlineData("contexts: [{name: b, context: {cluster: c}}, {name: a, context: {cluster: c}}]", "it has a, b")]
    public void A_missing_context_is_answered_with_those_that_exist(string text, string there)
    {
        File.WriteAllText(Config, text);

        Assert.Equal($"east: kubeconfig '{Config}' has no context 'ctx'; {there}", Fails().Message);
    }

    [Theory]
    [InlineData("contexts: [{name: ctx, context: {cluster: c}}]")]
    [InlineData("contexts: [{name: ctx}]")]
    [InlineData("contexts: [{name: ctx, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]\nusers: [{name: u}]")]
    [InlineData("contexts: [{name: ctx, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]\nusers: [{name: u, user: {client-certificate: gone, client-key: gone}}]")]
    [InlineData("contexts: [{name: ctx, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1', certificate-authority: gone.crt}}]\nusers: [{name: u, user: {token: t}}]")]
    [InlineData("contexts: [{name: ctx, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'no url'}}]")]
    public void A_context_that_cannot_be_used_is_named_with_its_file(string text)
    {
        File.WriteAllText(Config, text);

        Assert.StartsWith($"east: context 'ctx' of kubeconfig {Config} cannot be used: ", Fails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_are_searched_in_order()
    {
        File.WriteAllText(Config, "contexts: [{name: ctx, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]");
        var other = Path.Combine(folder.FullName, "other");
        File.WriteAllText(other, "contexts: [{name: mine, context: {cluster: c}}]");

        Assert.Equal("east", ClusterConnection.Open($"{other}{Path.PathSeparator}{Config}", "ctx", "east", TimeProvider.System).Name);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var wrong = new ClusterOptions { WatchIdleLimit = TimeSpan.Zero };

        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => ClusterConnection.Open(Config, "ctx", "east", TimeProvider.System, wrong));

        Assert.Equal(nameof(ClusterOptions.WatchIdleLimit), failure.ParamName);
    }

    EstateAccessException Fails() => Assert.Throws<EstateAccessException>(() => ClusterConnection.Open(Config, "ctx", "east", TimeProvider.System, FakeApi.Quick));
}

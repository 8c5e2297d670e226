using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

/// <summary>A credential plugin is a program; here it is a shell script that counts its runs.</summary>
public sealed class CredentialPluginTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires_then_renewed()
    {
        await using var api = await ApiAsync();
        var time = new FakeTimeProvider(Noon);
        await using var cluster = Connect(api, time, """echo "{\"apiVersion\":\"x\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t$n\",\"expirationTimestamp\":\"2026-01-01T12:10:00Z\"}}" """);

        await cluster.DescribeAsync(Token);
        await cluster.DescribeAsync(Token);
        time.Advance(TimeSpan.FromMinutes(9.6));
        await cluster.DescribeAsync(Token);

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], api.Requests.Where(r => r.Route == "GET /version").Select(r => r.Authorization));
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_is_renewed_once()
    {
        await using var api = (await ApiAsync()).On("GET /version", Status(401, "Unauthorized"), Json("""{"major": "1", "minor": "20"}"""));
        await using var cluster = Connect(api, TimeProvider.System, """echo "{\"status\":{\"token\":\"t$n\"}}" """);

        await cluster.DescribeAsync(Token);

        Assert.Equal(["Bearer t1", "Bearer t2"], api.Requests.Where(r => r.Route == "GET /version").Select(r => r.Authorization));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_denied()
    {
        await using var api = (await ApiAsync()).On("GET /version", Status(401, "Unauthorized"));
        await using var cluster = Connect(api, TimeProvider.System, """echo "{\"status\":{\"token\":\"t$n\"}}" """);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal((AccessFailure.Denied, 2), (failure.Kind, api.Requests.Count));
    }

    [Fact]
    public async Task Requests_side_by_side_share_one_run()
    {
        await using var api = await ApiAsync();
        await using var cluster = Connect(api, TimeProvider.System, """echo "{\"status\":{\"token\":\"t$n\"}}" """);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cluster.DescribeAsync(Token)));

        Assert.All(api.Requests, r => Assert.Equal("Bearer t1", r.Authorization));
    }

    [Fact]
    public async Task Arguments_keep_their_blanks_and_warnings_on_standard_error_are_no_failure()
    {
        await using var api = await ApiAsync();
        await using var cluster = Connect(api, TimeProvider.System, """echo careful >&2; echo "{\"status\":{\"token\":\"$2-$REGION\"}}" """);

        await cluster.DescribeAsync(Token);

        Assert.Equal("Bearer two words-eu", api.Requests.First().Authorization);
    }

    [Theory]
    [InlineData("echo 'Unable to locate credentials' >&2; exit 255", "ended with 255: Unable to locate credentials")]
    [InlineData("echo hello", "printed no credential")]
    [InlineData("echo '{\"status\":{}}'", "printed no credential")]
    public async Task A_plugin_that_fails_is_named_with_its_context(string script, string expected)
    {
        await using var api = await ApiAsync();
        await using var cluster = Connect(api, TimeProvider.System, script);

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Equal((AccessFailure.Denied, $"east: the credential plugin './plugin.sh' of context 'ctx' {expected}"), (failure.Kind, failure.Message));
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task A_plugin_that_is_not_installed_says_how_to_get_it()
    {
        await using var api = await ApiAsync();
        await using var cluster = api.Connect(user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-program, installHint: install it}");

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.Contains("'no-such-program'", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("install it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_hangs_is_ended()
    {
        await using var api = await ApiAsync();
        await using var cluster = Connect(api, TimeProvider.System, "exec sleep 600", FakeApi.Quick with { PluginLimit = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => cluster.DescribeAsync(Token));

        Assert.EndsWith("gave no answer in 100 ms", failure.Message, StringComparison.Ordinal);
    }

    static async Task<FakeApi> ApiAsync() => (await FakeApi.StartAsync())
        .On("GET /version", Json("""{"major": "1", "minor": "20"}"""))
        .On("GET /api/v1/nodes", Json("""{"items": []}"""));

    static KubernetesCluster Connect(FakeApi api, TimeProvider time, string script, ClusterOptions? options = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the plugin is a shell script");
        var path = Path.Combine(api.Folder, "plugin.sh");
        File.WriteAllText(path, $"#!/bin/sh\nn=$(($(cat {api.Folder}/runs 2>/dev/null || echo 0) + 1)); echo $n > {api.Folder}/runs\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return api.Connect(
            time,
            options,
            "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin.sh, args: [one, 'two words'], env: [{name: REGION, value: eu}]}");
    }
}

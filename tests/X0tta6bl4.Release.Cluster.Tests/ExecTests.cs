using Microsoft.Extensions.Time.Testing;
using X0tta6bl4.Release.Cluster.Tests.Fakes;
using X0tta6bl4.Release.Planning;
using X0tta6bl4.Release.Running;
using static X0tta6bl4.Release.Cluster.Tests.Fakes.Replies;

namespace X0tta6bl4.Release.Cluster.Tests;

public sealed class ExecTests
{
    const string Route = $"GET {Manifests.Pods}/web-new-2/exec";
    const string Success = """{"metadata": {}, "status": "Success"}""";

    static readonly WorkloadReference Web = new("east", "shop", "Deployment", "web");

    [Fact]
    public async Task Output_comes_line_by_line_from_both_streams_and_the_exit_code_from_the_status()
    {
        await using var api = await ApiAsync(
            (1, Bytes("")), (1, Bytes("one\ntw")), (2, Bytes("care\r\n")), (1, Bytes("o\nthree")), (3, Bytes(Success)));

        var (result, lines) = await RunAsync(api);

        Assert.Equal(("web-new-2", 0), (result.Pod, result.ExitCode));
        Assert.Equal(["one", "care", "two", "three"], lines);
        Assert.Equal(lines, result.LastLines);
        Assert.Equal("?container=web&stdout=true&stderr=true&command=curl&command=-f&command=http%3A%2F%2Flocalhost%2F%3Fa%3D1%262", api.Requests.Single(r => r.Route == Route).Query);
        Assert.Equal("Bearer secret-token", api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task An_exit_code_is_read_from_the_causes()
    {
        await using var api = await ApiAsync((3, Bytes("""
            {"status": "Failure", "message": "command terminated with non-zero exit code", "reason": "NonZeroExitCode",
             "details": {"causes": [{"reason": "ExitCode", "message": "22"}]}}
            """)));

        Assert.Equal(22, (await RunAsync(api)).Result.ExitCode);
    }

    [Fact]
    public async Task Output_after_the_status_is_not_lost()
    {
        await using var api = await ApiAsync((3, Bytes(Success)), (1, Bytes("late\n")));

        Assert.Equal(["late"], (await RunAsync(api)).Lines);
    }

    [Fact]
    public async Task A_character_split_between_messages_stays_whole()
    {
        var bytes = Bytes("наука\n");
        await using var api = await ApiAsync((1, bytes[..3]), (1, bytes[3..]), (3, Bytes(Success)));

        Assert.Equal(["наука"], (await RunAsync(api)).Lines);
    }

    [Fact]
    public async Task Only_the_last_twenty_lines_are_kept()
    {
        await using var api = await ApiAsync((1, Bytes(string.Concat(Enumerable.Range(1, 50).Select(i => $"{i}\n")))), (3, Bytes(Success)));

        var (result, lines) = await RunAsync(api);

        Assert.Equal(50, lines.Count);
        Assert.Equal(lines.TakeLast(20), result.LastLines);
    }

    [Fact]
    public async Task A_command_that_cannot_start_is_rejected_with_the_runtimes_words()
    {
        await using var api = await ApiAsync((3, Bytes("""{"status": "Failure", "message": "exec: \"nope\": executable file not found in $PATH", "code": 500}""")));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api));

        Assert.Equal(AccessFailure.Rejected, failure.Kind);
        Assert.Contains("executable file not found", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Internal error occurred: error executing command in container: failed to exec in container: failed to create exec: cannot exec in a stopped state: unknown")]
    [InlineData("container not found (web)")]
    [InlineData("cannot exec in a deleted state: task 1a2b: not running")]
    [InlineData("container is not created or running")]
    public async Task A_container_that_does_not_run_at_the_moment_is_told_from_a_command_that_cannot_start(string words)
    {
        await using var api = await ApiAsync((3, Bytes($$"""{"status": "Failure", "message": "{{words}}", "reason": "InternalError", "code": 500}""")));

        Assert.Equal(AccessFailure.NotRunning, (await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api))).Kind);
    }

    [Fact]
    public async Task A_connection_lost_before_the_end_is_never_taken_for_success()
    {
        await using var api = await ApiAsync((1, Bytes("half\n")));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api));

        Assert.Equal((AccessFailure.Unreachable, "east/shop/pod/web-new-2"), (failure.Kind, failure.Subject));
    }

    [Theory]
    [InlineData(403, AccessFailure.Denied)]
    [InlineData(404, AccessFailure.Missing)]
    public async Task A_refused_upgrade_has_its_kind(int status, AccessFailure kind)
    {
        await using var api = (await ApiAsync()).On(Route, Status(status, "no"));

        Assert.Equal(kind, (await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api))).Kind);
        Assert.Equal(1, api.Count(Route));
    }

    [Fact]
    public async Task An_upgrade_that_was_turned_away_ran_nothing_so_it_is_tried_again()
    {
        await using var api = (await ApiAsync()).On(Route, Status(503, "busy"), Status(429, "too many"), Exec((3, Bytes(Success))));

        Assert.Equal(0, (await RunAsync(api)).Result.ExitCode);
        Assert.Equal(3, api.Count(Route));
    }

    [Fact]
    public async Task An_upgrade_without_an_answer_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var api = (await ApiAsync()).On(Route, Silent(time, FakeApi.Quick.RequestLimit));

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api, time));

        Assert.Equal((AccessFailure.Unreachable, 1), (failure.Kind, api.Count(Route)));
    }

    [Fact]
    public async Task Without_a_ready_new_pod_nothing_runs()
    {
        await using var api = (await FakeApi.StartAsync()).Serve(
            Manifests.Deployment(),
            [Manifests.ReplicaSet("web-old", "shop/web:1"), Manifests.ReplicaSet("web-new")],
            [Manifests.Pod("web-old-1", "web-old"), Manifests.Pod("web-new-1", "web-new", ready: false)]);

        Assert.Equal(AccessFailure.Missing, (await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api))).Kind);
    }

    [Fact]
    public async Task A_pod_that_is_named_need_not_be_ready_nor_belong_to_anything()
    {
        const string Named = $"GET {Manifests.Pods}/vault-0/exec";
        await using var api = (await FakeApi.StartAsync()).On(Named, Exec((1, Bytes("sealed\n")), (3, Bytes(Success))));

        var (result, lines) = await RunAsync(api, workload: Web with { Kind = "Pod", Name = "vault-0" });

        Assert.Equal(("vault-0", 0, "sealed"), (result.Pod, result.ExitCode, Assert.Single(lines)));
        Assert.Equal(Named, Assert.Single(api.Requests).Route);
    }

    [Fact]
    public async Task A_pod_that_is_named_and_not_there_is_missing()
    {
        await using var api = await FakeApi.StartAsync();

        var failure = await Assert.ThrowsAsync<EstateAccessException>(() => RunAsync(api, workload: Web with { Kind = "Pod", Name = "vault-0" }));

        Assert.Equal((AccessFailure.Missing, "east/shop/pod/vault-0"), (failure.Kind, failure.Subject));
    }

    static async Task<FakeApi> ApiAsync(params (byte Channel, byte[] Bytes)[] messages) => (await FakeApi.StartAsync())
        .Serve(
            Manifests.Deployment(),
            [Manifests.ReplicaSet("web-old", "shop/web:1"), Manifests.ReplicaSet("web-new")],
            [Manifests.Pod("web-old-1", "web-old"), Manifests.Pod("web-new-1", "web-new", ready: false), Manifests.Pod("web-new-2", "web-new")])
        .On(Route, Exec(messages));

    static async Task<(CommandResult Result, List<string> Lines)> RunAsync(
        FakeApi api, TimeProvider? time = null, WorkloadReference? workload = null)
    {
        var lines = new List<string>();
        await using var cluster = api.Connect(time);
        var command = new PodCommand(workload ?? Web, "web", ["curl", "-f", "http://localhost/?a=1&2"]);
        return (await cluster.ExecAsync(command, lines.Add, TestContext.Current.CancellationToken), lines);
    }
}

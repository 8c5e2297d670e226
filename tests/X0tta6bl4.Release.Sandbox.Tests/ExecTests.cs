using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class ExecTests
{
    [Theory]
    [InlineData("curl -f http://localhost:8000/health", 0, "{\"status\":\"healthy\"}\n", "")]
    [InlineData("curl -fsS http://localhost:8000/nothing", 22, "", "curl: (22) The requested URL returned error: 404\n")]
    [InlineData("curl -fs http://localhost:8000/nothing", 22, "", "")]
    [InlineData("curl -o /dev/null -w %{http_code} localhost:8000/nothing", 0, "404", "")]
    [InlineData("curl -f http://localhost:8001/health", 7, "", "curl: (7) Failed to connect to localhost port 8001: Connection refused\n")]
    [InlineData("curl -m 0.001 http://localhost:8000/version", 28, "", "curl: (28) Operation timed out after 0.001 s\n")]
    [InlineData("curl http://elsewhere/", 6, "", "curl: (6) Could not resolve host: elsewhere\n")]
    [InlineData("curl -z http://localhost:8000/", 2, "", "curl: (2) option -z: is unknown\n")]
    [InlineData("curl -f -X POST localhost:8000/api/v1/cultural/analyze", 22, "", "curl: (22) The requested URL returned error: 405\n")]
    [InlineData("./run-integration-tests.sh api 2.3.1", 0, "TAP version 13\n1..3\nok 1 - api 2.3.1: configuration\nok 2 - api 2.3.1: contract\nok 3 - api 2.3.1: smoke\n", "")]
    public async Task A_command_ends_as_it_would_in_a_container(string command, int exitCode, string output, string errors)
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var result = await ExecAsync(sandbox, command);

        Assert.Equal((output, errors), (result.Output, result.Errors));
        Assert.Equal(exitCode == 0 ? "Success" : "Failure", result.Status.Text("status"));
        Assert.Equal(exitCode == 0 ? null : $"{exitCode}", result.Status.Items("details", "causes").FirstOrDefault().Text("message"));
        Assert.Equal(exitCode == 0 ? null : "NonZeroExitCode", result.Status.Text("reason"));
    }

    [Fact]
    public async Task There_is_no_shell()
    {
        await using var sandbox = await TestSandbox.StartAsync();

        var result = await ExecAsync(sandbox, "sh -c true");

        Assert.Equal("InternalError", result.Status.Text("reason"));
        Assert.Contains("executable file not found", result.Status.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_needs_a_pod_a_container_and_a_WebSocket()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var pod = (await sandbox.PodsAsync())[0].Name();

        Assert.Equal(404, (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/nobody/exec?command=curl")).Code);
        Assert.Equal(400, (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{pod}/exec?command=curl&container=other")).Code);
        Assert.Equal(400, (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{pod}/exec?command=curl")).Code);
    }

    [Fact]
    public async Task Logs_tell_of_this_run_and_of_the_one_before()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"{TestSandbox.Pods}/{(await sandbox.PodsAsync())[0].Name()}/log";
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:6.6.6");
        sandbox.Pass(TimeSpan.FromSeconds(4));
        var crashed = (await sandbox.PodsAsync()).Single(p => p.Items("spec", "containers").Single().Text("image")!.EndsWith("6.6.6", StringComparison.Ordinal)).Name();

        Assert.Equal("api-gateway 2.3.0, mode ok, started\n", (await sandbox.SendAsync("GET", path)).Body.ToString());
        Assert.Equal(400, (await sandbox.SendAsync("GET", $"{path}?previous=true")).Code);
        Assert.Equal("mode crash: giving up\n", (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{crashed}/log?previous=true&tailLines=1")).Body.ToString());
        Assert.Equal("mode", (await sandbox.SendAsync("GET", $"{TestSandbox.Pods}/{crashed}/log?previous=true&tailLines=1&limitBytes=4")).Body.ToString());
    }

    static async Task<(string Output, string Errors, JsonNode Status)> ExecAsync(TestSandbox sandbox, string command) =>
        await sandbox.ExecAsync($"{TestSandbox.Pods}/{(await sandbox.PodsAsync())[0].Name()}", command.Split(' '));
}

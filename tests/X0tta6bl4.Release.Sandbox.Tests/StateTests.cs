using System.Diagnostics;
using System.Text.Json.Nodes;
using X0tta6bl4.Release.Sandbox.Hosting;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class StateTests
{
    [Fact]
    public async Task A_restarted_sandbox_has_the_same_objects_and_ports()
    {
        using var directory = new TemporaryDirectory();
        JsonObject before;
        Uri address;
        await using (var first = await TestSandbox.StartAsync("crash-loop-spb", directory.Path))
        {
            await first.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
            await first.PassUntilRolledOutAsync();
            first.Pass(TimeSpan.FromSeconds(1));
            before = await first.GetAsync(TestSandbox.Gateway);
            address = first.Server.Address(TestSandbox.Eks);
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path);
        second.Pass(TimeSpan.FromSeconds(2));

        Assert.True(JsonNode.DeepEquals(before, await second.GetAsync(TestSandbox.Gateway)));
        Assert.Equal(address, second.Server.Address(TestSandbox.Eks));
        Assert.Equal("crash-loop-spb", second.Server.Estate.Scenario.Current.Name);
        Assert.Equal(4, (await second.PodsAsync()).Count(p => p.IsConditionTrue("Ready")));
    }

    [Fact]
    public async Task An_update_goes_on_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var first = await TestSandbox.StartAsync(directory: directory.Path))
        {
            await first.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
            first.Pass(TimeSpan.FromMilliseconds(700));
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path);

        await second.PassUntilRolledOutAsync();
    }

    [Fact]
    public async Task A_reset_brings_the_estate_back_as_it_was_installed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
        await sandbox.PassUntilRolledOutAsync();

        await sandbox.SendAsync("POST", "/sandbox/reset", cluster: "control");

        var pods = await sandbox.PodsAsync();
        Assert.Equal(4, pods.Count(p => p.IsConditionTrue("Ready")));
        Assert.All(pods, p => Assert.Equal("x0tta6bl4/api-gateway:2.3.0", p.Items("spec", "containers").Single().Text("image")));
    }

    [Fact]
    public async Task A_sandbox_that_nobody_uses_asks_to_be_stopped()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Time.Advance(TimeSpan.FromMinutes(29));
        await sandbox.GetAsync(TestSandbox.Gateway);
        sandbox.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.False(sandbox.Server.Stopping.IsCompleted);

        sandbox.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.StartsWith("idle", await sandbox.Server.Stopping, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--state")]
    [InlineData("--stat x")]
    [InlineData("--state x --scenario doom")]
    [InlineData("--state x --speed 0")]
    [InlineData("--state x --idle-timeout 5")]
    [InlineData("--reset")]
    public void A_command_line_that_cannot_be_meant_is_refused(string line) =>
        Assert.NotNull(SandboxOptions.Parse(line.Split(' ')).Problem);

    [Fact]
    public async Task A_second_start_finds_the_first_and_a_stop_ends_it()
    {
        using var directory = new TemporaryDirectory();
        using var first = Start(directory.Path);
        using var second = Start(directory.Path);
        var lines = await Task.WhenAll(first.StandardOutput.ReadToEndAsync(TestSandbox.Cancelled), second.StandardOutput.ReadToEndAsync(TestSandbox.Cancelled));
        var estate = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(directory.Path, "estate.json"), TestSandbox.Cancelled))!;
        var (owner, other) = estate.Number("pid") == first.Id ? (first, second) : (second, first);
        await other.WaitForExitAsync(TestSandbox.Cancelled);

        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri($"{estate.Text("control")}/sandbox/stop"), null, TestSandbox.Cancelled);
        await owner.WaitForExitAsync(TestSandbox.Cancelled);

        Assert.All(lines, l => Assert.Equal($"ready {Path.Combine(directory.Path, "estate.json")}\n", l));
        Assert.Equal((0, 0), (other.ExitCode, owner.ExitCode));
        Assert.True(File.Exists(Path.Combine(directory.Path, "state.json")));
    }

    static Process Start(string directory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "X0tta6bl4.Release.Sandbox.dll");
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(host, [program, "--state", directory]) { RedirectStandardOutput = true })!;
    }
}

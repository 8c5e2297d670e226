using X0tta6bl4.Release.Sandbox.Estates;
using X0tta6bl4.Release.Sandbox.Hosting;
using X0tta6bl4.Release.Sandbox.Objects;

namespace X0tta6bl4.Release.Sandbox.Tests;

public class EdgeFleetTests
{
    [Theory]
    [InlineData("27x11", 27, 11)]
    [InlineData("0x0", 0, 0)]
    [InlineData("99x1", 99, 1)]
    public void A_fleet_is_read(string text, int clusters, int workloads) => Assert.Equal(new EdgeFleet(clusters, workloads), EdgeFleet.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("27")]
    [InlineData("x11")]
    [InlineData("-1x2")]
    [InlineData("100x1")]
    [InlineData("1x100")]
    [InlineData("1x1x1")]
    [InlineData(" 1x1")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(EdgeFleet.Parse(text));
        Assert.Equal($"--edges {text} is not understood", SandboxOptions.Parse(["--state", "s", "--edges", text]).Problem);
    }

    [Fact]
    public async Task Its_clusters_run_their_workloads_and_are_there_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var first = await TestSandbox.StartAsync(directory: directory.Path, edges: new EdgeFleet(2, 3)))
        {
            Assert.Equal(["eks-us-east-1", "k3s-moscow", "k3s-spb", "edge-01", "edge-02"], first.Server.Estate.Clusters.Select(cluster => cluster.Name));
            await first.SetImageAsync("x0tta6bl4/cultural-agents:2.3.1", $"{TestSandbox.Deployments}/service-03", "edge-02");
            await first.PassUntilRolledOutAsync($"{TestSandbox.Deployments}/service-03", "edge-02");
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path);

        var pods = await second.PodsAsync("service-03", cluster: "edge-02");
        Assert.Equal(["x0tta6bl4/cultural-agents:2.3.1", "x0tta6bl4/cultural-agents:2.3.1"], pods.Where(pod => !pod.IsTerminating()).Select(pod => pod.Items("spec", "containers").Single().Text("image")));
    }

    [Fact]
    public async Task It_can_join_an_estate_that_has_run()
    {
        using var directory = new TemporaryDirectory();
        await using (var first = await TestSandbox.StartAsync(directory: directory.Path))
        {
            await first.SetImageAsync("x0tta6bl4/api-gateway:2.3.1");
            await first.PassUntilRolledOutAsync();
        }

        await using var second = await TestSandbox.StartAsync(directory: directory.Path, edges: new EdgeFleet(1, 1));

        Assert.Equal(2, (await second.PodsAsync("service-01", cluster: "edge-01")).Count(pod => pod.IsConditionTrue("Ready")));
        Assert.Contains(await second.PodsAsync(), pod => pod.Items("spec", "containers").Single().Text("image") == "x0tta6bl4/api-gateway:2.3.1");
    }
}

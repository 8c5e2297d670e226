using System.IO.Pipelines;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;
using X0tta6bl4.Release.LoadTesting.Tests.Servers;

namespace X0tta6bl4.Release.LoadTesting.Tests.Hosting;

/// <summary>What the process of a load reads and says.</summary>
public sealed class LoadWorkerTests : LoadTestBase
{
    static GeneratorFigures Used() => new(TimeSpan.Zero, 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_way_of_a_request_is_gone_before_any_counts(bool isGeneral) => Assert.Equal(90, DryRun.Run(isGeneral, TimeProvider.System, new Random(1)));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("null")]
    public void An_order_that_cannot_be_read_is_said_in_its_last_message(string order)
    {
        var output = new StringWriter();

        Assert.Equal(1, new LoadWorker(new StringReader(order + "\n"), output, TimeProvider.System, new Random(1), Used, _ => { }).Run());

        Assert.StartsWith("the order cannot be read", LoadJson.Read<LoadMessage>(output.ToString()).Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_ends_with_its_input()
    {
        await using var server = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        var pipe = new Pipe();
        var output = new StringWriter();
        var run = Task.Run(() => new LoadWorker(new StreamReader(pipe.Reader.AsStream()), output, TimeProvider.System, new Random(1), Used, _ => { }).Run(), TestContext.Current.CancellationToken);
        var order = new LoadOrder { Same = SameRequestOrder.Of(Ten(server.Url) with { RatePerSecond = 20, Duration = TimeSpan.FromMinutes(10) }), Connections = 1 };
        await using (var writer = new StreamWriter(pipe.Writer.AsStream()))
        {
            await writer.WriteLineAsync(LoadJson.Line(order));
            await writer.FlushAsync(TestContext.Current.CancellationToken);
            await server.AskedAsync();
        }

        Assert.Equal(1, await run);
        Assert.Equal("it was stopped", LoadJson.Read<LoadMessage>(output.ToString().Trim().Split('\n')[^1]).Trouble);
    }
}

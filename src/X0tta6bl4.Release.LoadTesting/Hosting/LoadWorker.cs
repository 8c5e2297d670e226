using System.Text.Json;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting.Hosting;

/// <summary>The process of a load: takes an order from its input, tells how far it is, and ends when its input does. A load whose runner has died goes on for no one.</summary>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Chance.</param>
/// <param name="used">What this process has used so far.</param>
/// <param name="rehearse">Called before the load, with whether it goes through .NET's client.</param>
internal sealed class LoadWorker(TextReader input, TextWriter output, TimeProvider time, Random random, Func<GeneratorFigures> used, Action<bool> rehearse)
{
    /// <summary>Runs one order.</summary>
    /// <returns>The exit code: 0, or 1 where there is no report.</returns>
    public int Run()
    {
        LoadMessage end;
        using var stop = new CancellationTokenSource();
        try
        {
            var order = LoadJson.Read<LoadOrder>(input.ReadLine() ?? "");
            var watch = new Thread(() => StopWithInput(stop)) { IsBackground = true };
            watch.Start();
            rehearse(OrderedLoad.Of(order, time, random).IsGeneral);
            // Its clock runs from when it is made.
            var load = OrderedLoad.Of(order, time, random);
            var report = load.Run(progress => Say(new LoadMessage { Progress = progress }), stop.Token);
            end = new LoadMessage { Report = report with { Generator = used() } };
        }
        catch (JsonException wrong)
        {
            end = new LoadMessage { Trouble = $"the order cannot be read: {wrong.Message}" };
        }
        catch (LoadTroubleException trouble)
        {
            end = new LoadMessage { Trouble = trouble.Message };
        }
        catch (OperationCanceledException)
        {
            end = new LoadMessage { Trouble = "it was stopped" };
        }

        Say(end);
        return end.Report is null ? 1 : 0;
    }

    void StopWithInput(CancellationTokenSource stop)
    {
        while (input.ReadLine() is not null)
        {
            // Nothing more is said after the order; what counts is the end.
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The load has ended first.
        }
    }

    void Say(LoadMessage message)
    {
        try
        {
            output.WriteLine(LoadJson.Line(message));
        }
        catch (IOException)
        {
            // Nobody listens any more; the input's end stops the load.
        }
    }
}

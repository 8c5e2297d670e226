using System.Diagnostics;
using System.Runtime.InteropServices;
using X0tta6bl4.Release.LoadTesting.Hosting;
using X0tta6bl4.Release.LoadTesting.Measuring;

namespace X0tta6bl4.Release.LoadTesting;

static class Program
{
#pragma warning disable RS0030 // The one place that knows the console, the system clock and chance.
    // Streams of our own: the writers of Console keep a second handle that cannot be closed.
    static int Main()
    {
        // A signal to the whole group is the runner's to judge: it says when a load is to end, by ending its input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput());
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        return new LoadWorker(input, output, TimeProvider.System, Random.Shared, Used, isGeneral => DryRun.Run(isGeneral, TimeProvider.System, Random.Shared)).Run();
    }

    static GeneratorFigures Used()
    {
        using var process = Process.GetCurrentProcess();
        return new GeneratorFigures(process.TotalProcessorTime, process.PeakWorkingSet64);
    }
#pragma warning restore RS0030
}

using X0tta6bl4.Release.Sandbox.Hosting;

namespace X0tta6bl4.Release.Sandbox;

static class Program
{
#pragma warning disable RS0030 // The one place that knows the console and the system clock.
    static Task<int> Main(string[] arguments) =>
        new SandboxProcess(Console.Out, Console.Error, TimeProvider.System).RunAsync(arguments, CancellationToken.None);
#pragma warning restore RS0030
}

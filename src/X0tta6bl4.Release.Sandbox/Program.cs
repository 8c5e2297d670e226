using X0tta6bl4.Release.Sandbox.Hosting;

namespace X0tta6bl4.Release.Sandbox;

static class Program
{
#pragma warning disable RS0030 // The one place that knows the console and the system clock.
    // Streams of our own: the writers of Console keep a second handle that cannot be closed.
    static async Task<int> Main(string[] arguments)
    {
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await using var outputEnd = output.ConfigureAwait(false);
        var errors = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
        await using var errorsEnd = errors.ConfigureAwait(false);
        return await new SandboxProcess(output, errors, TimeProvider.System).RunAsync(arguments, CancellationToken.None).ConfigureAwait(false);
    }
#pragma warning restore RS0030
}

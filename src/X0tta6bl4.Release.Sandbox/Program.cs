using X0tta6bl4.Release.Sandbox.Helm;
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
        if (arguments is ["helm", .. var rest])
        {
            return await new HelmProgram(output, errors, TimeProvider.System, DefaultKubeconfig()).RunAsync(rest).ConfigureAwait(false);
        }

        return await new SandboxProcess(output, errors, TimeProvider.System).RunAsync(arguments, CancellationToken.None).ConfigureAwait(false);
    }

    static string DefaultKubeconfig() =>
        Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } file
            ? file : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
#pragma warning restore RS0030
}

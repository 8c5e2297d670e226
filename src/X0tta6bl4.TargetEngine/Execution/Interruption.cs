using System.Runtime.InteropServices;
using Nuke.Common.Output;

namespace Nuke.Common.Execution;

/// <summary>
/// Listens for SIGINT and SIGTERM. The first one is held back: the running target ends by itself, no new one starts.
/// A second one is left to the system, unless the build's own registration holds it back, too. Handlers run newest first:
/// a build that registers its own before <c>Execute</c> can be sure that the engine knows before the build reacts.
/// </summary>
internal sealed class Interruption : IDisposable
{
    readonly BuildOutput output;
    readonly PosixSignalRegistration interrupt;
    readonly PosixSignalRegistration terminate;
    int exitCode;

    public Interruption(BuildOutput output)
    {
        this.output = output;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Hold(signal, 130, "SIGINT"));
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Hold(signal, 143, "SIGTERM"));
    }

    public bool IsRequested => ExitCode is not null;

    /// <summary>130 after SIGINT, 143 after SIGTERM.</summary>
    public int? ExitCode => Volatile.Read(ref exitCode) is var code and not 0 ? code : null;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    void Hold(PosixSignalContext signal, int code, string name)
    {
        if (Interlocked.CompareExchange(ref exitCode, code, 0) != 0)
            return;
        signal.Cancel = true;
        output.ImportantLine($"{name}: no further target starts; the running one is left to end. A second signal stops at once.",
            Tone.Warning);
    }
}

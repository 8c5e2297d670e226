using System.Runtime.InteropServices;

namespace X0tta6bl4.Release.Targets;

/// <summary>Owns SIGINT and SIGTERM: the first one asks for the next safe point, a second one ends everything that waits, a third one the process. No engine decides this for us.</summary>
public sealed class Signals : IDisposable
{
    readonly CancellationTokenSource first = new();
    readonly CancellationTokenSource second = new();
    readonly List<PosixSignalRegistration> registrations;

    /// <summary>Takes both signals over until disposed.</summary>
    public Signals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Reporting.ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Reporting.ExitCode.Terminated)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken First => first.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Second => second.Token;

    /// <summary>130 or 143 after a signal, that of the first one; else null.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>From now on does something with each signal before anybody else who listens already, be it this object or an engine: the newest listener is the first to hear.</summary>
    public void Before(Action act) => registrations.AddRange(
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => act()),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => act()),
    ]);

    /// <summary>Gives both signals back.</summary>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        first.Dispose();
        second.Dispose();
    }

    void Handle(PosixSignalContext context, int code)
    {
        // After the second signal the system has its way: whatever still waits, the journal knows how to go on.
        context.Cancel = !second.IsCancellationRequested;
        if (ExitCode is null)
        {
            ExitCode = code;
            first.Cancel();
        }
        else
        {
            second.Cancel();
        }
    }
}
